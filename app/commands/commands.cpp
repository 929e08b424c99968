#include "app/commands/commands.h"

#include <QtGlobal>

namespace tocsin {

const QList<Command> &commands()
{
    static const QList<Command> all = {
        {"create", "create FILE [--person NAME]", QT_TRANSLATE_NOOP("tocsin::app", "make an empty database"),
         runCreate},
        {"demo", "demo FILE", QT_TRANSLATE_NOOP("tocsin::app", "make a database full of invented incidents"), runDemo},
        {"import", "import veris|contacts|terms [--json] PATH...",
         QT_TRANSLATE_NOOP("tocsin::app", "take over incidents in VERIS JSON, or customers and contacts"), runImport},
        {"list", "list [--json] [--all] [--exercises]", QT_TRANSLATE_NOOP("tocsin::app", "print the incidents"),
         runList},
        {"clocks", "clocks [--json] [--exercises]",
         QT_TRANSLATE_NOOP("tocsin::app", "print the running clocks, most urgent first"), runClocks},
        {"outbox", "outbox [--send] [--json]",
         QT_TRANSLATE_NOOP("tocsin::app", "print what leaves by mail, and send it"), runOutbox},
        {"alerts", "alerts [--send] [--json]",
         QT_TRANSLATE_NOOP("tocsin::app", "print who is to be told of a deadline by mail, and tell them"), runAlerts},
        {"figures", "figures [--json | --csv] [--from DAY]...",
         QT_TRANSLATE_NOOP("tocsin::app", "print hours to declarations and notices"), runFigures},
        {"verify", "verify [--json] [--anchor FILE]...",
         QT_TRANSLATE_NOOP("tocsin::app", "check the record and the database"), runVerify},
        {"clean", "clean", QT_TRANSLATE_NOOP("tocsin::app", "write the database anew without what was redacted"),
         runClean},
        {"retention", "retention [--json]",
         QT_TRANSLATE_NOOP("tocsin::app", "print the incidents past their period of retention"), runRetention},
        {"export", "export audit|register|contacts|terms [--json] [--output FILE]",
         QT_TRANSLATE_NOOP("tocsin::app", "print the record, the register of breaches, contacts, or terms"), runExport},
        {"export-bundle", "export-bundle FILE --incident REFERENCE...",
         QT_TRANSLATE_NOOP("tocsin::app", "make a signed bundle for auditors"), runExportBundle},
        {"verify-bundle", "verify-bundle [--json] [--key KEY] FILE",
         QT_TRANSLATE_NOOP("tocsin::app", "check a bundle for auditors"), runVerifyBundle},
        {"backup", "backup FILE", QT_TRANSLATE_NOOP("tocsin::app", "copy the database, and check the copy"), runBackup},
        {"restore", "restore FROM --database TO",
         QT_TRANSLATE_NOOP("tocsin::app", "check a backup, and make a database of it"), runRestore},
        {"admin", "admin people | add-person | set-roles | ...",
         QT_TRANSLATE_NOOP("tocsin::app", "keep the people of a database, make one on a server"), runAdmin},
        {"migrate-to", "migrate-to ADDRESS [--log-in A=B]...",
         QT_TRANSLATE_NOOP("tocsin::app", "move a file's database to a server, whole and proved"), runMigrate},
    };
    return all;
}

} // namespace tocsin
