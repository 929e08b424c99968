#include "models/services/auditsentence.h"

#include "models/domain/alertplan.h"
#include "models/domain/attesteddecision.h"
#include "models/domain/audience.h"
#include "models/domain/deadlineexception.h"
#include "models/domain/exercise.h"
#include "models/domain/incident.h"
#include "models/domain/mailreply.h"
#include "models/domain/notice.h"
#include "models/domain/peoplerisk.h"
#include "models/domain/rescission.h"
#include "models/domain/responsibility.h"
#include "models/domain/timeline.h"
#include "models/domain/transfer.h"
#include "models/domain/tuning.h"
#include "models/domain/working.h"
#include "models/services/auditvalues.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QStringList>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

using Values = AuditValues;

template<class E> QString named(const QString &code)
{
    const auto value = fromCode<E>(code);
    return value ? nameOf(*value) : code;
}

QString yesOrNo(const QString &value)
{
    return value == u"1" ? tr("yes") : tr("no");
}

/** A value of a head's column as a person reads it: codes by their names, instants in UTC. */
QString readable(const QString &column, const QString &value)
{
    if (value.isEmpty())
        return QStringLiteral("–");
    static const QHash<QString, QString (*)(const QString &)> names{
        {QStringLiteral("stage"), named<Stage>},
        {QStringLiteral("severity"), named<Severity>},
        {QStringLiteral("outcome"), named<Outcome>},
        {QStringLiteral("personal_data"), named<PersonalData>},
        {QStringLiteral("part"), named<ProviderPart>},
        {QStringLiteral("proposed_part"), named<ProviderPart>},
        {QStringLiteral("affected"), yesOrNo},
        {QStringLiteral("functional"), named<FunctionalImpact>},
        {QStringLiteral("recoverability"), named<Recoverability>},
        {QStringLiteral("data_risk"), named<CustomerDataRisk>},
        {QStringLiteral("provisional"), yesOrNo},
        {QStringLiteral("overridden"), yesOrNo},
        {QStringLiteral("priority_overridden"), yesOrNo},
        {QStringLiteral("track_open"), yesOrNo},
        {QStringLiteral("key_event"), yesOrNo},
        {QStringLiteral("in_scope"), yesOrNo},
    };
    if (const auto name = names.value(column))
        return name(value);
    if (column == u"priority")
        return value.toUpper();
    if (column.endsWith(u"_ms"))
        return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC)
            .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"));
    return value;
}

/** The columns an update changed, without those that change with every act; of a reference only that it changed. */
QString changedColumns(const Values &before, const Values &after)
{
    QStringList parts;
    for (auto it = after.object().begin(); it != after.object().end(); ++it) {
        const QString &column = it.key();
        if (column == u"version" || column == u"updated_ms" || before.object().value(column) == it.value())
            continue;
        const QByteArray key = column.toUtf8();
        QString label = column;
        const bool isReference = label.endsWith(u"_id");
        if (isReference || label.endsWith(u"_ms"))
            label.chop(3);
        label.replace(u'_', u' ');
        parts << (isReference ? label
                              : tr("%1 %2 → %3")
                                    .arg(label, readable(column, before.text(key.constData(), 60)),
                                         readable(column, after.text(key.constData(), 60))));
    }
    return parts.join(QStringLiteral("; "));
}

QString incidentSentence(const QString &table, const Values &v)
{
    if (table == u"incident_record")
        return tr("recorded %1: %2").arg(incidentReference(v.number("number")), v.text("title"));
    if (table == u"stage_move")
        return tr("moved it from %1 to %2: %3")
            .arg(v.name<Stage>("from_stage"), v.name<Stage>("to_stage"), v.text("reason"));
    if (table == u"assessment")
        return tr("assessed it: %1, %2").arg(v.name<Severity>("severity"), v.text("priority").toUpper());
    if (table == u"classification")
        return tr("classified it: %1, personal data: %2")
            .arg(v.name<Outcome>("outcome"), v.name<PersonalData>("personal_data"));
    if (table == u"manager_change")
        return tr("took it over: %1").arg(v.text("reason"));
    if (table == u"track_opening")
        return tr("opened the notification track: %1").arg(v.text("reason"));
    if (table == u"restriction_change")
        return (v.number("restricted") ? tr("restricted it: %1") : tr("lifted the restriction: %1"))
            .arg(v.text("reason"));
    if (table == u"restriction_naming")
        return (v.number("named") ? tr("named person %1: %2") : tr("did not name person %1: %2"))
            .arg(v.number("subject_id"))
            .arg(v.text("reason"));
    if (table == u"containment")
        return v.name<ContainmentKind>("kind") + QStringLiteral(": ") + v.text("what");
    if (table == u"declaration")
        return tr("declared it customer-reportable: %1").arg(v.name<DeclarationGround>("ground"));
    if (table == u"declaration_citation")
        return tr("cited entry %1 for the declaration").arg(v.number("entry_id"));
    if (table == u"rescission_request")
        return tr("asked for the rescission of declaration %1: %2")
            .arg(v.number("declaration_id"))
            .arg(v.text("reason"));
    if (table == u"rescission_citation")
        return tr("cited entry %1 for rescission %2").arg(v.number("entry_id")).arg(v.number("request_id"));
    if (table == u"rescission_decision")
        return tr("rescission %1 %2: %3")
            .arg(v.number("request_id"))
            .arg(v.name<RescissionDecision>("decision"), v.text("words"));
    if (table == u"declaration_delay")
        return tr("said why it is not declared: %1").arg(v.text("reason"));
    if (table == u"classification_run")
        return v.number("former_id") ? tr("began another run of the classification wizard")
                                     : tr("began a run of the classification wizard");
    if (table == u"run_answer")
        return tr("answered %1: %2. %3").arg(v.text("fact"), v.text("answers"), v.text("note")).trimmed();
    if (table == u"run_citation")
        return tr("cited entry %1 for an answer").arg(v.number("entry_id"));
    if (table == u"run_participant")
        return (v.number("took_part") ? tr("%1 took part in the classification")
                                      : tr("%1 did not take part in the classification"))
            .arg(v.text("name"));
    if (table == u"run_finish")
        return tr("finished a run: %1 proposed, %2 chosen. %3")
            .arg(v.name<Outcome>("proposed"), v.name<Outcome>("chosen"), v.text("chosen_reason"))
            .trimmed();
    if (table == u"ending")
        return v.text("referred_to").isEmpty()
                   ? tr("ended it: %1").arg(v.name<Ending>("kind"))
                   : tr("ended it: %1. Handed over to %2").arg(v.name<Ending>("kind"), v.text("referred_to"));
    if (table == u"closing")
        return tr("closed it: %1").arg(v.text("summary"));
    if (table == u"reopening")
        return tr("reopened it in %1: %2").arg(v.name<Stage>("to_stage"), v.text("reason"));
    if (table == u"timeline_entry")
        return tr("added to the timeline (%1): %2").arg(v.name<EntryKind>("kind"), v.text("text"));
    if (table == u"entry_strike")
        return tr("struck entry %1 through: %2").arg(v.number("entry_id")).arg(v.text("reason"));
    if (table == u"entry_mark")
        return v.number("key_event") ? tr("marked entry %1 as a key event").arg(v.number("entry_id"))
                                     : tr("took the key mark off entry %1").arg(v.number("entry_id"));
    if (table == u"attachment")
        return tr("kept the file %1, %2 bytes, SHA-256 %3")
            .arg(v.text("name"))
            .arg(v.number("size"))
            .arg(v.text("sha256", 12));
    if (table == u"attachment_chunk")
        return tr("kept part %1 of file %2").arg(v.number("n") + 1).arg(v.number("attachment_id"));
    return {};
}

/** P5.6. */
QString riskSentence(const QString &table, const Values &v)
{
    if (table == u"data_set_version")
        return (v.number("affected") ? tr("named the data set %1, proposed part %2: %3")
                                     : tr("took out the data set %1, proposed part %2: %3"))
            .arg(v.text("name"), v.name<ProviderPart>("proposed_part").toLower(), v.text("reason"));
    if (table == u"part_decision")
        return tr("entered legal's decision on the part in data set %1: %2. %3")
            .arg(v.number("data_set_id"))
            .arg(v.name<ProviderPart>("part").toLower(), v.text("reason"));
    if (table == u"people_score")
        return tr("scored the risk to people: %1, %2")
            .arg(quartersText(static_cast<int>(v.number("score"))), v.name<RiskBand>("band").toLower());
    if (table == u"breach_decision")
        return v.text("personal_data") == u"yes"
                   ? tr("entered legal's decision: %1; Art. 33: %2; Art. 34: %3. %4")
                         .arg(v.name<RiskToPeople>("risk"), v.name<AuthorityDuty>("authority"),
                              v.name<SubjectsDuty>("subjects"), v.text("reason"))
                   : tr("entered legal's decision: no personal data involved. %1").arg(v.text("reason"));
    return {};
}

QString teamSentence(const QString &table, const Values &v)
{
    if (table == u"incident_link")
        return tr("linked it with another incident: %1. %2").arg(v.name<LinkKind>("kind"), v.text("reason"));
    if (table == u"incident_unlink")
        return tr("took link %1 back: %2").arg(v.number("link_id")).arg(v.text("reason"));
    if (table == u"situation_text")
        return tr("wrote version %1 of the situation: %2").arg(v.number("seen_version") + 1).arg(v.text("known"));
    if (table == u"task_change") {
        const auto state = fromCode<TaskState>(v.text("state"));
        const QString what = v.text("what"), owner = v.text("owner_name");
        if (state == TaskState::Done)
            return tr("did the task: %1").arg(what);
        if (state == TaskState::Dropped)
            return tr("dropped the task %1: %2").arg(what, v.text("reason"));
        if (!v.text("reason").isEmpty())
            return tr("opened the task %1 again: %2").arg(what, v.text("reason"));
        const QString sentence = v.number("task_id") > 0 ? tr("changed the task: %1") : tr("set the task: %1");
        return owner.isEmpty() ? sentence.arg(what) : sentence.arg(what) + QStringLiteral(" (") + owner + u')';
    }
    if (table == u"crew_change")
        return (v.number("assigned") ? tr("gave the duty %1 to %2. %3") : tr("took the duty %1 off %2. %3"))
            .arg(v.name<CrewDuty>("duty"), v.text("holder_name"), v.text("reason"))
            .trimmed();
    if (table == u"outside_place")
        return tr("added %1: %2 %3").arg(v.name<PlaceKind>("kind"), v.text("name"), v.text("reference")).trimmed();
    if (table == u"outside_removal")
        return tr("took outside reference %1 away: %2").arg(v.number("place_id")).arg(v.text("reason"));
    if (table == u"report_export")
        return v.text("kind") == u"custody" ? tr("saved the chain of custody of a transfer as %1, SHA-256 %2")
                                                  .arg(v.text("file_name"), v.text("sha256", 12))
               : v.text("format") == u"clipboard"
                   ? tr("copied a situation report, SHA-256 %1").arg(v.text("sha256", 12))
                   : tr("saved a situation report as %1, SHA-256 %2").arg(v.text("file_name"), v.text("sha256", 12));
    return {};
}

/** Whose an incident is, its tuning, and what was an exercise (P2.7, P2.8, P3). */
QString serviceSentence(const QString &table, const Values &v)
{
    if (table == u"service_impact")
        return (v.number("affected") ? tr("service %1 is affected (%2): %3. %4") : tr("service %1 is not affected. %4"))
            .arg(v.number("service_id"))
            .arg(v.name<ServiceModel>("model"), v.name<Responsible>("responsible"), v.text("reason"))
            .trimmed();
    if (table == u"tuning_change")
        return tr("tuning action %1: %2. %3")
            .arg(v.number("tuning_id"))
            .arg(v.name<TuningState>("state"), v.text("remark"))
            .trimmed();
    if (table == u"exercise_lead")
        return tr("named person %1 as a lead of the exercise, which was not announced").arg(v.number("subject_id"));
    if (table == u"exercise_lifting")
        return tr("showed everybody that it is an exercise (%1): %2")
            .arg(v.name<LiftingCause>("cause"), v.text("reason"));
    if (table == u"service_version")
        return tr("service: %1, owner %2").arg(v.text("name"), v.text("owner"));
    return {};
}

/** P10. */
QString transferSentence(const QString &table, const Values &v)
{
    if (table == u"transfer_request")
        return v.text("kind") == u"breach"
                   ? tr("recorded a breach of procedure: %1 left production without an approval. %2")
                         .arg(v.text("title"), v.text("found"))
                   : tr("asked for data transfer %1: %2").arg(v.number("number")).arg(v.text("title"));
    if (table == u"transfer_answer")
        return tr("answered the checklist of transfer %1: %2. %3 %4")
            .arg(v.number("transfer_id"))
            .arg(v.name<ChecklistVerdict>("verdict"), v.text("go_ahead"), v.text("remark"))
            .trimmed();
    if (table == u"transfer_decision")
        return tr("transfer %1 %2: %3")
            .arg(v.number("transfer_id"))
            .arg(v.name<TransferDecision>("decision"), v.text("words"));
    if (table == u"transfer_remark")
        return tr("%1 about transfer %2: %3")
            .arg(v.name<TransferRemarkKind>("kind"))
            .arg(v.number("transfer_id"))
            .arg(v.text("text"));
    if (table == u"transfer_move")
        return tr("recorded what left under transfer %1: %2 items, %3 bytes, by %4")
            .arg(v.number("transfer_id"))
            .arg(v.number("item_count"))
            .arg(v.number("total_bytes"))
            .arg(v.text("carrier"));
    if (table == u"transfer_item")
        return tr("item %1: %2, %3 bytes, SHA-256 %4")
            .arg(v.number("n"))
            .arg(v.text("name"))
            .arg(v.number("size"))
            .arg(v.text("sha256", 12));
    if (table == u"transfer_end")
        return tr("%1: what left under transfer %2, by %3. %4")
            .arg(v.name<TransferOutcome>("outcome"))
            .arg(v.number("transfer_id"))
            .arg(v.text("by_whom"), v.text("how"));
    return {};
}

/** P8. */
QString exceptionSentence(const QString &table, const Values &v)
{
    if (table == u"exception_request") {
        const QString ground =
            v.text("kind") == u"withdrawal" ? v.name<WithdrawalReason>("ground") : v.name<ExceptionGround>("ground");
        return (v.text("kind") == u"withdrawal"
                    ? tr("asked legal and the executive to withdraw what is excepted (request %1): %2. %3")
                    : tr("asked for exception %1: %2. %3"))
            .arg(v.number("number"))
            .arg(ground, v.text("reasoning"));
    }
    if (table == u"exception_duty")
        return tr("named obligation %1 in request %2").arg(v.number("obligation_id")).arg(v.number("exception_id"));
    if (table == u"exception_vote")
        return v.text("decision") == u"lapsed"
                   ? tr("recorded that exception %1 lapsed at its review").arg(v.number("exception_id"))
                   : tr("%1 as %2: request %3 for an exception. %4")
                         .arg(v.name<ExceptionDecision>("decision"), v.name<ExceptionCapacity>("capacity").toLower())
                         .arg(v.number("exception_id"))
                         .arg(v.text("words"));
    if (table == u"delay_ground")
        return tr("%1 for obligation %2: %3 %4 %5")
            .arg(v.name<DelayKind>("kind"))
            .arg(v.number("obligation_id"))
            .arg(v.text("reason"), v.text("authority"), v.text("reference"))
            .trimmed();
    return {};
}

/** P10.5, P13.5. What was asked and advised is never part of a sentence. */
QString consultationSentence(const QString &table, const Values &v)
{
    if (table == u"consultation")
        return (v.number("privileged") ? tr("recorded privileged consultation %1 with %2, SHA-256 %3")
                                       : tr("recorded consultation %1 with %2, SHA-256 %3"))
            .arg(v.number("number"))
            .arg(v.text("adviser"), v.text("text_sha256", 12));
    if (table == u"consultation_text")
        return tr("wrote down what was asked and advised in consultation %1").arg(v.number("consultation_id"));
    if (table == u"consultation_release")
        return tr("released consultation %1: %2").arg(v.number("consultation_id")).arg(v.text("reason"));
    if (table == u"bundle_release")
        return tr("released a bundle for %1: %2").arg(v.text("recipient"), v.text("purpose"));
    if (table == u"bundle_export")
        return tr("exported a bundle for auditors, manifest SHA-256 %1, signed with the key %2")
            .arg(v.text("manifest_sha256", 12), v.text("key_sha256", 12));
    if (table == u"request_remark")
        return (v.text("kind") == u"question" ? tr("asked back: %1") : tr("answered a question back: %1"))
            .arg(v.text("text"));
    if (table == u"attestation_answer")
        return tr("%1 what was written down for them (%2 %3). %4")
            .arg(v.name<AttestationAnswer>("answer"), v.name<AttestedAct>("act_table").toLower())
            .arg(v.number("act_id"))
            .arg(v.text("words"))
            .trimmed();
    return {};
}

QString originSentence(const Values &v)
{
    const bool added = v.text("rule").isEmpty() && v.number("term_id") == 0;
    return (added ? tr("added by hand, as obligation %1, what %2 asks for: %3") : tr("obligation %1 comes from %2: %3"))
        .arg(v.number("obligation_id"))
        .arg(v.text("regime"), v.text("reason"));
}

/** P9.1 to P9.3, P9.5, P9.6, P9.9. */
QString audienceSentence(const QString &table, const Values &v)
{
    if (table == u"scope_import")
        return tr("imported who is affected from %1: %2 of %3 lines matched, SHA-256 %4")
            .arg(v.text("source_name"))
            .arg(v.number("matched"))
            .arg(v.number("row_count"))
            .arg(v.text("source_sha256", 12));
    if (table == u"addressee_change")
        return (v.number("added") ? tr("notice %1 goes to %2 <%3> too: %4")
                                  : tr("notice %1 does not go to %2 <%3>: %4"))
            .arg(v.number("notice_id"))
            .arg(v.text("name"), v.text("address"), v.text("reason"));
    if (table == u"name_meant")
        return (v.number("meant") ? tr("\"%2\" in notice %1 means no other customer: %3")
                                  : tr("\"%2\" in notice %1 may be another customer after all: %3"))
            .arg(v.number("notice_id"))
            .arg(v.text("words"), v.text("reason"));
    if (table == u"notice_recipient")
        return tr("notice %1 goes to %2 <%3>").arg(v.number("notice_id")).arg(v.text("name"), v.text("address"));
    if (table == u"matter_change" && v.text("answer").isEmpty())
        return tr("%1 about notice %2: %3")
            .arg(v.name<MatterKind>("kind"))
            .arg(v.number("notice_id"))
            .arg(v.text("words"));
    if (table == u"matter_change")
        return tr("%1 about notice %2, %3: %4")
            .arg(v.name<MatterKind>("kind"))
            .arg(v.number("notice_id"))
            .arg(v.name<MatterState>("state"), v.text("answer"));
    if (table == u"provider_version")
        return tr("the provider: %1").arg(v.text("name"));
    if (table == u"notice_template_version")
        return tr("template for %1, %2, %3: %4")
            .arg(v.name<Audience>("audience"), v.name<NoticePhase>("phase"), v.text("language"), v.text("reason"));
    if (table == u"template_approval")
        return tr("approved version %1 of template %2").arg(v.number("version_id")).arg(v.number("template_id"));
    return {};
}

QString noticeSentence(const QString &table, const Values &v)
{
    if (table == u"scope_change")
        return (v.number("in_scope") ? tr("put subscription %1 in scope: %2")
                                     : tr("took subscription %1 out of scope: %2"))
            .arg(v.number("subscription_id"))
            .arg(v.text("reason"));
    if (table == u"obligation_start" && v.number("taken_from") > 0)
        return tr("took over obligation %1 of a duplicate, at its original deadline").arg(v.number("taken_from"));
    if (table == u"obligation_start")
        return tr("started a clock: %1 to %2").arg(v.name<DutyKind>("duty"), v.name<Addressee>("addressee"));
    if (table == u"obligation_change")
        return tr("obligation %1: %2. %3").arg(v.number("obligation_id")).arg(v.text("change"), v.text("reason"));
    if (table == u"awareness")
        return tr("recorded awareness at %1: %2")
            .arg(readable(QStringLiteral("at_ms"), v.text("at_ms")), v.text("reason"));
    if (table == u"duty_facts")
        return tr("noted the facts for the duties: %1").arg(v.text("reason"));
    if (table == u"duty_origin")
        return originSentence(v);
    if (table == u"notice_start")
        return tr("began notice %1 (%2)").arg(v.number("number")).arg(v.name<Audience>("audience"));
    if (table == u"notice_text")
        return tr("wrote a text of the notice: %1").arg(v.text("subject"));
    if (table == u"notice_decision")
        return tr("notice %1: %2 %3").arg(v.number("notice_id")).arg(v.name<NoticeStep>("step"), v.text("remark"));
    if (table == u"message")
        return tr("made a message to %1 <%2>").arg(v.text("recipient"), v.text("address"));
    if (table == u"send_attempt")
        return tr("attempt %1 of message %2 by %3").arg(v.number("n")).arg(v.number("message_id")).arg(v.text("means"));
    if (table == u"send_result")
        return tr("result of attempt %1: %2. %3")
            .arg(v.number("attempt_id"))
            .arg(v.name<MailOutcome>("result"), v.text("reply"))
            .trimmed();
    if (table == u"delivery")
        return (v.number("reached") ? tr("message %1 arrived by %2: %3") : tr("message %1 did not arrive by %2: %3"))
            .arg(v.number("message_id"))
            .arg(v.text("means"), v.text("proof"));
    if (table == u"hand_delivery")
        return (v.number("reached") ? tr("subscription %1 was told by %2: %3")
                                    : tr("subscription %1 could not be told by %2: %3"))
            .arg(v.number("subscription_id"))
            .arg(v.text("means"), v.text("proof"));
    if (table == u"message_text")
        return tr("fixed what message %1 says: %2").arg(v.number("message_id")).arg(v.text("subject"));
    if (table == u"send_order")
        return (v.text("kind") == u"mail"    ? tr("ordered notice %1 to leave by mail. %2")
                : v.text("kind") == u"pause" ? tr("stopped the sending of notice %1: %2")
                                             : tr("let the sending of notice %1 go on. %2"))
            .arg(v.number("notice_id"))
            .arg(v.text("reason"))
            .trimmed();
    if (table == u"message_end")
        return (v.number("replacement_id") > 0 ? tr("message %1 was replaced by another to a corrected address: %2")
                                               : tr("called message %1 back before it left: %2"))
            .arg(v.number("message_id"))
            .arg(v.text("reason"));
    if (table == u"attempt_decision")
        return (v.text("decision") == u"arrived" ? tr("decided that attempt %1 arrived: %2")
                                                 : tr("decided to send once more after attempt %1: %2"))
            .arg(v.number("attempt_id"))
            .arg(v.text("reason"));
    if (table == u"alert_mail")
        return (v.number("matter_id") > 0 ? tr("told %1 by mail of what is to be followed up, %2: %3")
                                          : tr("told %1 by mail of obligation %2: %3"))
            .arg(v.text("address"))
            .arg(v.number("matter_id") > 0 ? v.number("matter_id") : v.number("obligation_id"))
            .arg(v.name<AlertLevel>("level"));
    if (table == u"alert_result")
        return tr("result of mail %1 about a deadline: %2").arg(v.number("mail_id")).arg(v.name<MailOutcome>("result"));
    return {};
}

QString referenceSentence(const QString &table, const Values &v)
{
    if (table == u"person_version")
        return tr("person: %1").arg(v.text("name"));
    if (table == u"mail_account_version")
        return tr("mail account: %1, sender %2").arg(v.text("host"), v.text("sender_address"));
    if (table == u"customer_version")
        return tr("customer: %1").arg(v.text("name"));
    if (table == u"customer_term_version")
        return tr("contract term of customer %1: %2").arg(v.number("customer_id")).arg(v.text("source"));
    if (table == u"subscription_version")
        return tr("subscription: %1").arg(v.text("name"));
    if (table == u"contact_version")
        return tr("contact: %1").arg(v.text("name"));
    if (table == u"migration")
        return tr("made the tables: %1").arg(v.text("name"));
    if (table == u"database_info")
        return tr("began this database (%1)").arg(v.text("purpose"));
    if (table == u"bulk_act")
        return tr("imported %1 rows from %2, SHA-256 %3")
            .arg(v.number("row_count"))
            .arg(v.text("source_name"), v.text("source_sha256", 12));
    return {};
}

} // namespace

QString auditSentence(const QString &table, const QString &operation, const QString &beforeJson,
                      const QString &afterJson)
{
    const Values after(afterJson);
    if (operation == u"update") {
        const QString what = changedColumns(Values(beforeJson), after);
        return tr("changed: %1").arg(what.isEmpty() ? tr("its version alone") : what);
    }
    for (const QString &sentence :
         {incidentSentence(table, after), riskSentence(table, after), teamSentence(table, after),
          serviceSentence(table, after), transferSentence(table, after), exceptionSentence(table, after),
          consultationSentence(table, after), noticeSentence(table, after), audienceSentence(table, after),
          closingSentence(table, after), redactionSentence(table, after), referenceSentence(table, after)})
        if (!sentence.isEmpty())
            return sentence;
    QString name = table;
    return tr("began: %1").arg(name.replace(u'_', u' '));
}

} // namespace tocsin
