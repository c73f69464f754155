-- What is validated counts until another avis is validated in its place; beside it at most one waits to be validated. Whoever is
-- on the reserve list stays there while somebody types another avis.

drop index avis_current;
-- Whoever fell off a list in this way is on it again.
update avis set superseded_at = null
 where exists (select 1 from avis p where p.candidature_id = avis.candidature_id and p.superseded_at is null
                  and p.validated_at is null)
   and avis_id = (select v.avis_id from avis v where v.candidature_id = avis.candidature_id and v.validated_at is not null
                   order by v.validated_at desc, v.avis_id desc limit 1);
create unique index avis_in_effect on avis (candidature_id) where superseded_at is null and validated_at is not null;
create unique index avis_proposed on avis (candidature_id) where superseded_at is null and validated_at is null;
