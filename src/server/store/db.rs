//! One data layer, two engines: the same SQL text (`$1`, `returning`, `on conflict`) runs on SQLite and on
//! PostgreSQL; values and rows go through each driver's own codecs (`sqlx::Any` cannot: reference/data.md §1).

use sqlx::pool::PoolOptions;
use sqlx::postgres::{PgArguments, PgPool, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqliteRow, SqliteSynchronous,
};
use sqlx::{
    Arguments, Connection, Encode, Error, FromRow, PgConnection, Postgres, Result, Sqlite, SqliteConnection, Type,
};
use std::{str::FromStr, time::Duration};

/// A value that both engines can bind.
pub trait Value<'t>: Encode<'t, Sqlite> + Type<Sqlite> + Encode<'t, Postgres> + Type<Postgres> + Send {}
impl<'t, T: Encode<'t, Sqlite> + Type<Sqlite> + Encode<'t, Postgres> + Type<Postgres> + Send> Value<'t> for T {}

/// A record that both engines can decode (`#[derive(sqlx::FromRow)]` and tuples are).
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Row for T {}

/// The arguments of a statement: a tuple of values, in the order of `$1, $2…`.
pub trait Params<'t>: Send {
    fn sqlite(self) -> Result<SqliteArguments>;
    fn postgres(self) -> Result<PgArguments>;
}

macro_rules! params {
    ($($T:ident)*) => {
        #[expect(non_snake_case, reason = "the letters name types and values alike")]
        impl<'t, $($T: Value<'t>),*> Params<'t> for ($($T,)*) {
            fn sqlite(self) -> Result<SqliteArguments> { params!(@add SqliteArguments self $($T)*) }
            fn postgres(self) -> Result<PgArguments> { params!(@add PgArguments self $($T)*) }
        }
    };
    (@add $A:ident $s:ident $($T:ident)*) => {{
        let ($($T,)*) = $s;
        let mut arguments = $A::default();
        $( arguments.add($T).map_err(Error::Encode)?; )*
        Ok(arguments)
    }};
}
params!(A);
params!(A B);
params!(A B C);
params!(A B C D);
params!(A B C D E);
params!(A B C D E F);
params!(A B C D E F G);
params!(A B C D E F G H);
params!(A B C D E F G H I);
params!(A B C D E F G H I J);
params!(A B C D E F G H I J K);
params!(A B C D E F G H I J K L);

/// No arguments at all.
pub struct None;

impl Params<'_> for None {
    fn sqlite(self) -> Result<SqliteArguments> {
        Ok(SqliteArguments::default())
    }
    fn postgres(self) -> Result<PgArguments> {
        Ok(PgArguments::default())
    }
}

/// A statement; almost always one text for both. Where a dialect must differ, the two stand side by side
/// (a test counts how often).
#[derive(Clone, Copy)]
pub struct Sql {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Self { sqlite: text, postgres: text }
    }
}

#[derive(Clone)]
pub enum Db {
    /// One writer (SQLite has one anyway; queueing here is fair, `busy_timeout` is not) and several readers.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// A write transaction. Dropped without `commit`, it rolls back.
pub enum Tx {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Db {
    /// Connects to `postgres://…`, or opens (and makes) the SQLite file that `sqlite:…` names.
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("postgres") {
            // sqlx pings at every acquire by default: half the read throughput. Ping only what has been idle.
            let pool = PoolOptions::<Postgres>::new().max_connections(16).test_before_acquire(false);
            let pool = pool.before_acquire(|connection, meta| {
                Box::pin(async move {
                    if meta.idle_for > Duration::from_secs(10) {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            });
            return Ok(Self::Postgres(pool.connect(url).await?));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: what was answered « fait » survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true)
            .pragma("temp_store", "memory")
            .pragma("mmap_size", "268435456")
            .pragma("cache_size", "-16000");
        let pool = || PoolOptions::<Sqlite>::new().test_before_acquire(false);
        let write = pool().max_connections(1).connect_with(options.clone()).await?;
        let read = pool().max_connections(4).connect_with(options.pragma("query_only", "on")).await?;
        Ok(Self::Sqlite { write, read })
    }

    /// Brings the tables up to date. Several instances may start together.
    pub async fn migrate(&self) -> std::result::Result<(), sqlx::migrate::MigrateError> {
        let migrations = sqlx::migrate!("./migrations");
        match self {
            Self::Sqlite { write, .. } => migrations.run(write).await,
            Self::Postgres(pool) => migrations.run(pool).await,
        }
    }

    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// A borrowed connection of either engine: the only place that knows both.
enum Raw<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Raw<'_> {
    async fn all<'t, T: Row>(self, sql: Sql, params: impl Params<'t>) -> Result<Vec<T>> {
        match self {
            Raw::Sqlite(c) => {
                #[cfg(test)]
                crate::tests::plans::look(c, sql.sqlite).await;
                sqlx::query_as_with(sql.sqlite, params.sqlite()?).fetch_all(c).await
            }
            Raw::Postgres(c) => sqlx::query_as_with(sql.postgres, params.postgres()?).fetch_all(c).await,
        }
    }

    async fn run<'t>(self, sql: Sql, params: impl Params<'t>) -> Result<u64> {
        Ok(match self {
            Raw::Sqlite(c) => {
                #[cfg(test)]
                crate::tests::plans::look(c, sql.sqlite).await;
                sqlx::query_with(sql.sqlite, params.sqlite()?).execute(c).await?.rows_affected()
            }
            Raw::Postgres(c) => sqlx::query_with(sql.postgres, params.postgres()?).execute(c).await?.rows_affected(),
        })
    }
}

/// Whether PostgreSQL was asked for a text that it cannot hold: U+0000 is in it (SQLSTATE 22021). SQLite, asked for the same,
/// finds nothing.
pub fn is_unkeepable(cause: &Error) -> bool {
    cause.as_database_error().and_then(sqlx::error::DatabaseError::code).as_deref() == Some("22021")
}

/// Reads, each on a connection of its own (SQLite: the read-only pool).
impl Db {
    pub async fn all<'t, T: Row>(&self, sql: impl Into<Sql>, params: impl Params<'t>) -> Result<Vec<T>> {
        match self {
            Self::Sqlite { read, .. } => Raw::Sqlite(&mut *read.acquire().await?).all(sql.into(), params).await,
            Self::Postgres(pool) => Raw::Postgres(&mut *pool.acquire().await?).all(sql.into(), params).await,
        }
    }

    pub async fn opt<'t, T: Row>(&self, sql: impl Into<Sql>, params: impl Params<'t>) -> Result<Option<T>> {
        Ok(self.all(sql, params).await?.pop())
    }

    pub async fn one<'t, T: Row>(&self, sql: impl Into<Sql>, params: impl Params<'t>) -> Result<T> {
        self.opt(sql, params).await?.ok_or(Error::RowNotFound)
    }
}

/// Reads and writes inside the transaction.
impl Tx {
    fn raw(&mut self) -> Raw<'_> {
        match self {
            Self::Sqlite(it) => Raw::Sqlite(it),
            Self::Postgres(it) => Raw::Postgres(it),
        }
    }

    pub async fn all<'t, T: Row>(&mut self, sql: impl Into<Sql>, params: impl Params<'t>) -> Result<Vec<T>> {
        self.raw().all(sql.into(), params).await
    }

    pub async fn opt<'t, T: Row>(&mut self, sql: impl Into<Sql>, params: impl Params<'t>) -> Result<Option<T>> {
        Ok(self.all(sql, params).await?.pop())
    }

    pub async fn one<'t, T: Row>(&mut self, sql: impl Into<Sql>, params: impl Params<'t>) -> Result<T> {
        self.opt(sql, params).await?.ok_or(Error::RowNotFound)
    }

    /// How many rows it changed.
    pub async fn run<'t>(&mut self, sql: impl Into<Sql>, params: impl Params<'t>) -> Result<u64> {
        self.raw().run(sql.into(), params).await
    }

    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(it) => it.commit().await,
            Self::Postgres(it) => it.commit().await,
        }
    }
}
