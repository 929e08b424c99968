#include "models/domain/redaction.h"
#include "models/services/auditvalues.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

} // namespace

QString redactionSentence(const QString &table, const AuditValues &v)
{
    if (table == u"legal_hold")
        return (v.number("placed") ? tr("placed a legal hold: %1") : tr("lifted the legal hold: %1"))
            .arg(v.text("reason"));
    if (table == u"redaction_request")
        return tr("asked as %1 for redaction %2, %3: %4")
            .arg(v.name<RedactionCapacity>("capacity"), QString::number(v.number("number")),
                 v.name<RedactionGround>("ground"), v.text("reason"));
    if (table == u"redaction_place")
        return tr("named what goes: %1 of row %2 of %3")
            .arg(v.text("column_name"), QString::number(v.number("row_id")), v.text("table_name"));
    if (table == u"redaction_decision") {
        const QString step = tr("decided as %1 on a redaction: %2")
                                 .arg(v.name<RedactionCapacity>("capacity"), v.name<RedactionDecision>("decision"));
        return v.text("words").isEmpty() ? step : tr("%1: %2").arg(step, v.text("words"));
    }
    if (table == u"redaction_trace")
        return v.text("table_name") == u"audit_content"
                   ? tr("took a value from what entry %1 says; its digest was %2")
                         .arg(QString::number(v.number("row_id")), v.text("sha256", 12))
               : v.text("table_name") == u"bulk_act"
                   ? tr("digested the rows of import %1 anew").arg(v.number("row_id"))
                   : tr("took away %1 of row %2 of %3, %4 bytes with the digest %5")
                         .arg(v.text("column_name"), QString::number(v.number("row_id")), v.text("table_name"),
                              QString::number(v.number("size")), v.text("sha256", 12));
    return {};
}

} // namespace tocsin
