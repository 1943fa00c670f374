"""The database's own guards of the record, which bind the program, a person at a prompt and the owner alike.

What the owner switches off by force, `commonground verify` finds.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The record is only added to: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER record_entry_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON record_entry
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();
CREATE TRIGGER record_seal_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON record_seal
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();
CREATE TRIGGER record_words_never_changed BEFORE UPDATE OR TRUNCATE ON record_words
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();
CREATE TRIGGER record_head_stays BEFORE DELETE OR TRUNCATE ON record_head
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();

-- A head goes one entry on, or is marked as sealed; nothing else happens to it.
CREATE FUNCTION record_head_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."case" = OLD."case" AND (
        (NEW.seq = OLD.seq + 1 AND NEW.sealed = OLD.sealed)
        OR (NEW.seq = OLD.seq AND NEW.hash = OLD.hash AND NEW.mac = OLD.mac
            AND NEW.sealed BETWEEN OLD.sealed AND NEW.seq)
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The head of case % only moves on, one entry at a time.', OLD."case"
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER record_head_moves_on BEFORE UPDATE ON record_head
    FOR EACH ROW EXECUTE FUNCTION record_head_moves();

-- Words go only when a later entry of their case says that they were erased.
CREATE FUNCTION record_words_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.record_entry said
        JOIN public.record_entry erasure ON erasure."case" = said."case" AND erasure.seq > said.seq
        WHERE said.id = OLD.entry_id AND erasure.what = 'words.erased'
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'Words of the record go only when an entry says so: use erase_words.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER record_words_go_when_erased BEFORE DELETE ON record_words
    FOR EACH ROW EXECUTE FUNCTION record_words_go();

-- The one door by which the program's own role, which may not delete here, erases what an entry says is gone.
CREATE FUNCTION record_erase(erased uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    upto integer;
    moment timestamptz;
    gone bigint;
BEGIN
    SELECT e.seq, e.written INTO upto, moment FROM public.record_entry e
        WHERE e."case" = erased AND e.what = 'words.erased' ORDER BY e.seq DESC LIMIT 1;
    DELETE FROM public.record_words w USING public.record_entry e
        WHERE e.id = w.entry_id AND e."case" = erased AND e.seq < upto;
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM public.record_access a WHERE a."case" = erased AND a.hour <= moment;
    RETURN gone;
END $$;
REVOKE ALL ON FUNCTION record_erase(uuid) FROM PUBLIC;

-- Whatever the program's role is called here: it was granted the new tables by the owner's default privileges.
DO $$
DECLARE
    program name;
    tables text := 'record_entry, record_words, record_head, record_seal, record_access';
BEGIN
    FOR program IN
        SELECT DISTINCT grantee FROM information_schema.role_table_grants
        WHERE table_schema = 'public' AND table_name = 'record_entry' AND grantee NOT IN (current_user, 'PUBLIC')
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %I', tables, program);
        EXECUTE format('GRANT SELECT, INSERT ON %s TO %I', tables, program);
        EXECUTE format('GRANT UPDATE (seq, hash, mac, sealed) ON record_head TO %I', program);
        EXECUTE format('GRANT UPDATE (digest_seq) ON record_access TO %I', program);
        EXECUTE format('GRANT EXECUTE ON FUNCTION record_erase(uuid) TO %I', program);
    END LOOP;
END $$;
"""

WITHOUT_GUARDS = """
DROP FUNCTION record_erase(uuid);
DROP FUNCTION record_refuse() CASCADE;
DROP FUNCTION record_head_moves() CASCADE;
DROP FUNCTION record_words_go() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, WITHOUT_GUARDS)]
