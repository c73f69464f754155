//! The catalogue of reasons for refusing a document, as far as the establishment changed it.

use super::{Store, Work, db::None as NoParams};
use crate::domain::ground::{GroundForm, GroundLine};

type Row = (String, Option<String>, Option<String>, bool, i64);

const ALL: &str = "select code, french, english, hidden, version from ground order by french, code";

fn line((code, french, english, hidden, version): Row) -> GroundLine {
    let own = french.zip(english).map(|(french, english)| GroundForm { french, english });
    GroundLine { code, own, hidden, version }
}

impl Store {
    pub async fn grounds(&self) -> sqlx::Result<Vec<GroundLine>> {
        let rows: Vec<Row> = self.db.all(ALL, NoParams).await?;
        Ok(rows.into_iter().map(line).collect())
    }
}

impl Work {
    pub async fn grounds(&mut self) -> sqlx::Result<Vec<GroundLine>> {
        let rows: Vec<Row> = self.tx.all(ALL, NoParams).await?;
        Ok(rows.into_iter().map(line).collect())
    }

    /// Keeps a line made from version `seen` (0: there was none); false when somebody saved first.
    pub async fn save_ground(&mut self, it: &GroundLine, seen: i64) -> sqlx::Result<bool> {
        let own = it.own.as_ref();
        let sql = "insert into ground (code, french, english, hidden, version) values ($1, $2, $3, $4, 1)
                   on conflict (code)
                   do update set french = $2, english = $3, hidden = $4, version = ground.version + 1
                           where ground.version = $5";
        let (french, english) = (own.map(|it| it.french.as_str()), own.map(|it| it.english.as_str()));
        Ok(self.tx.run(sql, (&it.code, french, english, it.hidden, seen)).await? == 1)
    }
}
