#include "models/domain/measure.h"
#include "models/domain/postmortem.h"
#include "models/domain/postmortemsummary.h"
#include "models/domain/timeline.h"
#include "models/services/auditvalues.h"

#include <QCoreApplication>
#include <QHash>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString summarySentence(const QString &table, const AuditValues &v)
{
    if (table == u"postmortem_summary_text")
        return tr("wrote a version of the summary for notices");
    if (table == u"postmortem_summary_check")
        return v.text("words").isEmpty()
                   ? tr("looked through the summary for notices: %1").arg(v.name<LeakKind>("kind"))
                   : tr("left \"%1\" in the summary for notices: %2").arg(v.text("words"), v.text("reason"));
    if (table != u"postmortem_summary_decision")
        return {};
    static const QHash<QString, const char *> steps{{u"submit"_s, "submitted the summary for notices to legal"},
                                                    {u"return"_s, "gave the summary for notices back"},
                                                    {u"approve"_s, "approved the summary for notices"},
                                                    {u"disown"_s, "disowned the approval of the summary for notices"}};
    const QString step = tr(steps.value(v.text("step"), "took a step with the summary for notices"));
    return v.text("remark").isEmpty() ? step : tr("%1: %2").arg(step, v.text("remark"));
}

} // namespace

QString closingSentence(const QString &table, const AuditValues &v)
{
    if (table == u"postmortem_text")
        return v.text("remark").isEmpty() ? tr("wrote a version of the post-mortem")
                                          : tr("wrote a version of the post-mortem: %1").arg(v.text("remark"));
    if (table == u"postmortem_decision") {
        static const QHash<QString, const char *> steps{{u"submit"_s, "submitted the post-mortem for review"},
                                                        {u"review"_s, "reviewed the post-mortem"},
                                                        {u"return"_s, "gave the post-mortem back to its authors"},
                                                        {u"approve"_s, "approved the post-mortem"},
                                                        {u"disown"_s, "disowned the approval of the post-mortem"}};
        const QString step = tr(steps.value(v.text("step"), "took a step with the post-mortem"));
        return v.text("remark").isEmpty() ? step : tr("%1: %2").arg(step, v.text("remark"));
    }
    if (table == u"postmortem_comment")
        return tr("commented on the post-mortem, %1").arg(v.name<PostmortemSection>("section"));
    if (table == u"postmortem_comment_end")
        return tr("settled comment %1 on the post-mortem: %2")
            .arg(v.number("comment_id"))
            .arg(v.name<CommentOutcome>("outcome"));
    if (table == u"postmortem_question")
        return tr("asked person %1 for a contribution to the post-mortem").arg(v.number("asked_id"));
    if (table == u"postmortem_answer")
        return tr("answered question %1 for the post-mortem").arg(v.number("question_id"));
    if (table == u"postmortem_use")
        return v.text("kind") == u"opened"    ? tr("opened the post-mortem")
               : v.text("kind") == u"printed" ? tr("printed the post-mortem")
                                              : tr("exported the post-mortem as %1").arg(v.text("file_name"));
    if (table.startsWith(u"postmortem_summary"))
        return summarySentence(table, v);
    if (table == u"containment_citation")
        return tr("cited entry %1 for a containment").arg(v.number("entry_id"));
    if (table == u"measure_change")
        return (v.number("measure_id") == 0 ? tr("set a measure, %1: %2") : tr("changed a measure to %1: %2"))
            .arg(v.number("measure_id") == 0 ? v.name<MeasureKind>("kind") : v.name<MeasureState>("state"),
                 v.text("what"));
    return {};
}

} // namespace tocsin
