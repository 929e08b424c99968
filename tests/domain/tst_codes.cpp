#include "models/domain/approval.h"
#include "models/domain/detectionsource.h"
#include "models/domain/exercise.h"
#include "models/domain/gates.h"
#include "models/domain/ids.h"
#include "models/domain/incident.h"
#include "models/domain/measure.h"
#include "models/domain/notice.h"
#include "models/domain/postmortem.h"
#include "models/domain/postmortemsummary.h"
#include "models/domain/redaction.h"
#include "models/domain/responsibility.h"
#include "models/domain/restriction.h"
#include "models/domain/roles.h"
#include "models/domain/stage.h"
#include "models/domain/timeline.h"
#include "models/domain/tuning.h"

#include <QRegularExpression>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/**
 * Codes are stored for ever: each enumeration has exactly these, in this order. A changed line here is a database that
 * cannot be read any more.
 */
class TestCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEnumeration();
    void ofClosing();
    void unknownCodes();
    void detectionSources_data();
    void detectionSources();
    void ids();

private:
    template<class E> void check(const QString &codes);
};

template<class E> void TestCodes::check(const QString &codes)
{
    static const QRegularExpression plain(u"^[a-z][a-z0-9_]*$"_s);
    QStringList seen;
    QSet<qint64> values;
    QSet<QString> names;
    for (const auto &e : enumTable<E>()) {
        const QString code = QString::fromLatin1(e.code);
        QVERIFY2(plain.match(code).hasMatch(), e.code);
        QVERIFY2(fromCode<E>(code) == e.value, e.code);
        QCOMPARE(codeOf(e.value), code);
        QCOMPARE(nameOf(e.value), QString::fromUtf8(e.name));
        QVERIFY2(!nameOf(e.value).isEmpty(), e.code);
        seen << code;
        values << static_cast<qint64>(e.value);
        names << nameOf(e.value);
    }
    QCOMPARE(seen.join(u' '), codes);
    QCOMPARE(values.size(), seen.size()); // no value twice
    QCOMPARE(names.size(), seen.size());  // a person can tell them apart
    QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), seen.size());
}

void TestCodes::everyEnumeration()
{
    check<Stage>(u"detect assess diagnose stabilize close_out"_s);
    check<MoveKind>(u"forward alternation reopening"_s);
    check<FunctionalImpact>(u"none low medium high"_s);
    check<InformationImpact>(u"privacy_breach proprietary_breach integrity_loss"_s);
    check<Recoverability>(u"regular supplemented extended not_recoverable"_s);
    check<CustomerDataRisk>(u"none suspected imminent confirmed"_s);
    check<Severity>(u"informational low medium high critical"_s);
    check<Priority>(u"p1 p2 p3 p4"_s);
    check<Outcome>(u"not_classified false_positive no_data_compromise referred duplicate exercise_ended "
                   "security_incident crsi"_s);
    check<RestrictionKind>(u"insider law_enforcement sovereign"_s);
    check<PersonalData>(u"not_known no yes"_s);
    check<Ending>(u"false_positive no_data_compromise referred duplicate exercise_ended"_s);
    check<DeclarationGround>(u"access_occurred access_very_likely legal_or_contractual"_s);
    check<Addressee>(u"customer authority data_subjects"_s);
    check<DutyKind>(u"commitment statute contract"_s);
    check<ObligationState>(u"proposed running overdue excepted met met_late withdrawn"_s);
    check<WithdrawalReason>(u"rescinded out_of_scope risk_unlikely article_34_3 other_party"_s);
    check<ClockBand>(u"none over_24h under_24h under_8h under_1h overdue counting_up excepted met met_late withdrawn "
                     "proposed undeliverable"_s);
    check<Audience>(u"customers authority data_subjects internal"_s);
    check<NoticePhase>(u"first further final correction"_s);
    check<NoticeState>(u"draft legal_review approved queued sent delivered failed"_s);
    check<NoticeStep>(u"submit return approve revise queue mark_sent mark_delivered mark_failed"_s);
    check<ContentMark>(u"missing given not_known"_s);
    check<PostmortemState>(u"draft in_review approved"_s);
    check<ContainmentKind>(u"emergency crisis mitigation customer_risk business_risk"_s);
    check<EntryKind>(u"note evidence containment consultation communication decision imported stage assessment "
                     "classification declaration notice closing"_s);
    check<FromProduction>(u"no yes not_sure"_s);
    check<Role>(u"responder incident_manager legal executive postmortem_author auditor administrator"_s);
    check<Right>(u"read_incidents add_incident add_entry record_mitigation record_hand_delivery assess classify "
                 "move_stage open_track declare start_rescission set_scope verify_containment ask_exception send "
                 "approve_transfer hand_over reopen close draft_notice set_awareness set_duties withdraw_obligation "
                 "cosign_rescission answer_checklist approve_notice legal_hold request_redaction confirm_redaction "
                 "release_bundle vet_exception "
                 "write_postmortem comment_postmortem review_postmortem approve_postmortem read_postmortem "
                 "export_bundle verify_record edit_customers "
                 "read_consultations resolve_unsure take_over restrict keep_people keep_services "
                 "keep_mail_account keep_templates"_s);
    check<ServiceModel>(u"on_premises iaas paas saas"_s);
    check<Layer>(u"applications data runtime middleware operating_system virtualization servers storage networking"_s);
    check<Responsible>(u"provider customer both"_s);
    check<TuningState>(u"open done dropped"_s);
    check<LiftingCause>(u"lead declare send transfer"_s);
    check<TransferKind>(u"single standing breach"_s);
    check<TransferState>(u"asked blocked answered approved refused revoked withdrawn breach noted"_s);
    check<ChecklistAnswer>(u"yes no not_applicable"_s);
    check<ChecklistVerdict>(u"go stop noted"_s);
    check<TransferDecision>(u"approved refused revoked withdrawn"_s);
    check<TransferRemarkKind>(u"question answer"_s);
    check<TransferOutcome>(u"returned destroyed kept"_s);
    check<ApprovalKind>(
        u"transfer notice rescission exception attestation contribution postmortem summary redaction"_s);
    check<PostmortemUse>(u"opened printed exported"_s);
    check<LeakKind>(u"person system customer"_s);
    check<MeasureKind>(u"corrective policy procedure process"_s);
    check<MeasureState>(u"open done dropped"_s);
}

void TestCodes::ofClosing()
{
    check<PostmortemSection>(u"summary impact timeline root_cause response procedures changes lessons"_s);
    check<Sufficiency>(u"not_said yes partly no"_s);
    check<CommentOutcome>(u"open taken declined withdrawn"_s);
    check<RedactionGround>(u"customer_data unlawful erasure retention"_s);
    check<RedactionState>(u"asked done refused taken_back"_s);
    check<RedactionDecision>(u"confirmed refused taken_back"_s);
    check<RedactionCapacity>(u"legal manager"_s);
}

void TestCodes::unknownCodes()
{
    for (const QString &code : {QString(), u"Detect"_s, u"detect "_s, u"close"_s, u"dÉtect"_s, QString(QChar(0))})
        QVERIFY(!fromCode<Stage>(code));
    QCOMPARE(codeOf(static_cast<Stage>(99)), QString());
    QCOMPARE(nameOf(static_cast<Stage>(99)), QString());
}

void TestCodes::detectionSources_data()
{
    QTest::addColumn<int>("source");
    QTest::addColumn<QString>("code");
    using enum DetectionSource;
    const auto row = [](const char *process, DetectionSource source, const char *code) {
        QTest::newRow(process) << static_cast<int>(source) << QString::fromLatin1(code);
    };
    row("P2.1 signature", MonitoringSignature, "signature");
    row("P2.1 anomaly", MonitoringAnomaly, "anomaly");
    row("P2.2", FirstPartyReport, "first_party");
    row("P2.3", VulnerabilityReport, "vulnerability");
    row("P2.4", CustomerReport, "customer");
    row("P2.5", RedBlueTeam, "red_blue");
    row("P2.6", OperatorEscalation, "operator");
}

void TestCodes::detectionSources()
{
    QFETCH(int, source);
    QFETCH(QString, code);
    QCOMPARE(codeOf(static_cast<DetectionSource>(source)), code);
    QCOMPARE(enumTable<DetectionSource>().size(), size_t(7));
    check<DetectionSource>(u"signature anomaly first_party vulnerability customer red_blue operator"_s);
}

void TestCodes::ids()
{
    static_assert(!std::is_same_v<IncidentId, EntryId>);
    static_assert(!std::is_convertible_v<IncidentId, EntryId>);
    QVERIFY(!IncidentId{}.isValid());
    QVERIFY(!IncidentId{-1}.isValid());
    QVERIFY(IncidentId{1}.isValid());
    QVERIFY(IncidentId{1} < IncidentId{2});
    QSet<IncidentId> set = {IncidentId{1}, IncidentId{2}, IncidentId{1}};
    QCOMPARE(set.size(), qsizetype(2));
}

QTEST_GUILESS_MAIN(TestCodes)
#include "tst_codes.moc"
