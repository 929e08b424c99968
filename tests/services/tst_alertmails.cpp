#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

const MailReply kTaken{MailOutcome::Accepted, MailFault::None, 250, u"2.0.0 queued"_s};
const MailReply kLater{MailOutcome::Temporary, MailFault::Recipient, 451, u"4.3.0 later"_s};

} // namespace

/** P7.5: who is told of a deadline by mail, when, how often, and of what not. */
class TestAlertMails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nobodyBeforeADay();
    void managerAndLegalOnceALevel();
    void executiveWithNothingApproved();
    void legalAdviserInsteadOfAll();
    void twoRunsTellOnce();
    void whatNeverLeftIsToldAgain();
    void overdueIsToldAgain();
    void saysNothingOfTheIncident();
    void restrictedToTheNamedAlone();
    void exerciseTellsNothing();
    void followUpToItsOwnerToo();
    void followUpOfWhatIsRestricted();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] QList<Person> everybody() { return s().people.all().value_or(QList<Person>()); }
    [[nodiscard]] QList<AlertMail> mails() { return s().alertMails.due({}).value_or(QList<AlertMail>()); }
    [[nodiscard]] QStringList due()
    {
        QStringList list;
        const auto mails = s().alertMails.due({});
        for (const AlertMail &m : mails.value_or(QList<AlertMail>()))
            list << m.person.email + u' ' + codeOf(m.lines.first().level);
        list.sort();
        return list;
    }
    [[nodiscard]] int tell(const MailReply &reply = kTaken)
    {
        const auto mails = s().alertMails.claim({});
        for (const AlertMail &m : mails.value_or(QList<AlertMail>()))
            if (!s().alertMails.answered(m, reply))
                return -1;
        return mails ? static_cast<int>(mails->size()) : -1;
    }
    /** Goes to so long before the deadline. */
    void before(qint64 ms)
    {
        const qint64 deadline = s().declarations.obligations(incident)->first().facts.deadlineMs;
        team->clock.advance(deadline - ms - team->clock.nowMs());
    }
    /** Somebody with a follow-up in hand that is due in seven days (P9.5). */
    void ownerOfAFollowUp()
    {
        const PersonId olu = team->person(u"Olu Osei"_s, Role::Responder);
        for (Person p : everybody())
            if (p.id == olu) {
                p.email = u"olu@provider.example"_s;
                OK(s().people.change(p));
            }
        NoticeDraft text{u"Unknown sign-ins"_s, u"Mailboxes were read."_s, {}};
        for (const ContentItem &item : team->rules->requiredContent(Audience::Customers))
            text.content.insert(item.code, ContentMark::Given);
        text.content[u"people"_s] = ContentMark::NotKnownYet;
        const auto notice = s().notices.start(incident, Audience::Customers, NoticePhase::First, text);
        OK(notice);
        OK(s().notices.submit(*notice, 0));
        OK(s().notices.approve(*notice, 0, team->said(team->ada)));
        Matter m = s().matters.ofIncident(incident)->first();
        m.owner = olu;
        m.ownerName = u"Olu Osei"_s;
        OK(s().matters.change(m, m));
    }
    /** Who is told of what is to be followed up, and at which level. */
    [[nodiscard]] QStringList dueToFollowUp()
    {
        QStringList list;
        for (const AlertMail &m : mails())
            for (const AlertMailLine &line : m.lines)
                if (line.matter.isValid())
                    list << m.person.email.section(u'@', 0, 0) + u' ' + codeOf(line.level);
        list.sort();
        return list;
    }
    std::unique_ptr<Team> team;
    IncidentId incident;
};

void TestAlertMails::init()
{
    team = std::make_unique<Team>();
    OK(s().outbox.saveAccount(sampleAccount()));
    const PersonId keeper = team->person(u"Kai Kerr"_s, Role::Administrator);
    team->actAs(keeper);
    for (Person p : everybody()) {
        if (p.id == keeper)
            continue;
        p.email = p.name.section(u' ', 0, 0).toLower() + u"@provider.example"_s;
        OK(s().people.change(p));
    }
    team->actAs(team->mira);
    incident = team->diagnosed(u"Unknown sign-ins"_s);
    OK(s().customers.setScope(incident, team->customer(u"Birch Clinic"_s, u"birch-1"_s, u"b@birch.example"_s),
                              u"Log"_s));
    OK(s().customers.setScope(incident, team->customer(u"Elm"_s, u"elm-1"_s, u"e@elm.example"_s), u"Log"_s));
    OK(team->declare(incident));
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestAlertMails::cleanup()
{
    const QString found = team->findings();
    QVERIFY2(found.isEmpty(), qPrintable(found));
    team.reset();
}

void TestAlertMails::nobodyBeforeADay()
{
    before(25 * kHourMs);
    QCOMPARE(due(), QStringList());
    QCOMPARE(tell(), 0);
}

void TestAlertMails::managerAndLegalOnceALevel()
{
    before(23 * kHourMs);
    QCOMPARE(due(), (QStringList{u"ada@provider.example 24h"_s, u"mira@provider.example 24h"_s}));
    QCOMPARE(tell(), 2);
    QCOMPARE(due(), QStringList());
    before(9 * kHourMs);
    QCOMPARE(due(), QStringList());
    before(3 * kHourMs); // 8 h were passed: told at the most urgent one alone
    const QStringList now = due();
    QVERIFY(now.contains(u"mira@provider.example 4h"_s));
    QVERIFY(!now.join(u' ').contains(u"8h"_s));
}

void TestAlertMails::executiveWithNothingApproved()
{
    before(7 * kHourMs);
    QVERIFY(due().contains(u"eve@provider.example 8h"_s));
    (void)team->approvedNotice(incident);
    QVERIFY(!due().join(u' ').contains(u"eve@"_s));
}

void TestAlertMails::legalAdviserInsteadOfAll()
{
    const PersonId lena = team->person(u"Lena Lamb"_s, Role::Legal);
    for (Person p : everybody())
        if (p.id == lena) {
            p.email = u"lena@provider.example"_s;
            OK(s().people.change(p));
        }
    OK(s().team.changeCrew(incident, {CrewDuty::LegalAdviser, lena, {}, true, {}, {}, 0}));
    before(23 * kHourMs);
    QCOMPARE(due(), (QStringList{u"lena@provider.example 24h"_s, u"mira@provider.example 24h"_s}));
}

void TestAlertMails::twoRunsTellOnce()
{
    before(23 * kHourMs);
    QCOMPARE(s().alertMails.claim({})->size(), 2); // on their way
    QCOMPARE(s().alertMails.claim({})->size(), 0);
}

void TestAlertMails::whatNeverLeftIsToldAgain()
{
    before(23 * kHourMs);
    QCOMPARE(tell(kLater), 2);
    QCOMPARE(due().size(), 2);
    QCOMPARE(s().alertMails.claim({})->size(), 2); // and the program dies
    QCOMPARE(due().size(), 0);
    team->clock.advance(mailLeaseMs(sampleAccount()) + 1);
    QCOMPARE(due().size(), 2);
}

void TestAlertMails::overdueIsToldAgain()
{
    before(-kMinuteMs);
    QVERIFY(tell() > 0);
    QCOMPARE(due(), QStringList());
    team->clock.advance(kHourMs);
    QVERIFY(due().contains(u"mira@provider.example deadline"_s));
}

void TestAlertMails::saysNothingOfTheIncident()
{
    before(23 * kHourMs);
    const auto mails = s().alertMails.due({});
    OK(mails);
    QCOMPARE(mails->first().lines.size(), 2);
    AlertMail mail = mails->first();
    mail.messageRef = u"x@provider.example"_s;
    const PlainMail written = AlertMailService::written(mail, sampleAccount(), team->clock.nowMs());
    QVERIFY(written.text.contains(team->now(incident).reference()));
    QVERIFY(written.text.contains(u"deadline "_s));
    QCOMPARE(written.to, mail.person.email);
    for (const QString &never : {u"Birch"_s, u"Elm"_s, u"sign-ins"_s, u"birch-1"_s})
        QVERIFY2(!written.text.contains(never) && !written.subject.contains(never), qPrintable(never));
}

void TestAlertMails::restrictedToTheNamedAlone()
{
    OK(s().restrictions.restrict(
        incident, team->now(incident).version,
        {RestrictionKind::Insider, u"A colleague is suspected."_s, {}, {team->mira, team->eve}, {}}));
    before(23 * kHourMs);
    QCOMPARE(due(), QStringList{u"mira@provider.example 24h"_s});
}

void TestAlertMails::exerciseTellsNothing()
{
    const IncidentId drill = team->record(u"Grey heron"_s, true);
    before(23 * kHourMs);
    for (const AlertMail &m : mails())
        for (const AlertMailLine &line : m.lines)
            QVERIFY(line.incident != drill);
}

/** P7.5, P9.5: the holder, legal and its owner, once a level, and nothing of what it is about. */
void TestAlertMails::followUpToItsOwnerToo()
{
    ownerOfAFollowUp();
    const qint64 dueMs = s().matters.due()->first().dueMs;
    team->clock.advance(dueMs - 25 * kHourMs - team->clock.nowMs());
    QCOMPARE(dueToFollowUp(), QStringList());
    team->clock.advance(2 * kHourMs);
    QCOMPARE(dueToFollowUp(), (QStringList{u"ada 24h"_s, u"mira 24h"_s, u"olu 24h"_s}));
    for (AlertMail mail : mails()) {
        if (mail.person.email != u"olu@provider.example")
            continue;
        QCOMPARE(mail.lines.size(), 1); // duties are not Olu's
        mail.messageRef = u"x@provider.example"_s;
        const PlainMail written = AlertMailService::written(mail, sampleAccount(), team->clock.nowMs());
        QVERIFY2(written.text.startsWith(team->now(incident).reference() +
                                         u" · follow-up · under 24 hours left · deadline "_s),
                 qPrintable(written.text));
        for (const QString &never : {u"Birch"_s, u"Elm"_s, u"sign-ins"_s, u"eople"_s})
            QVERIFY2(!written.text.contains(never) && !written.subject.contains(never), qPrintable(never));
    }
    QVERIFY(tell() > 0);
    QCOMPARE(dueToFollowUp(), QStringList());
    team->clock.advance(16 * kHourMs);
    QCOMPARE(dueToFollowUp(),
             (QStringList{u"ada 8h"_s, u"mira 8h"_s, u"olu 8h"_s})); // a text was approved: no executive
    Matter m = s().matters.due()->first();
    m.state = MatterState::Answered;
    m.answer = u"Forty people."_s;
    OK(s().matters.change(m, m));
    QCOMPARE(dueToFollowUp(), QStringList());
}

void TestAlertMails::followUpOfWhatIsRestricted()
{
    ownerOfAFollowUp();
    OK(s().restrictions.restrict(incident, team->now(incident).version,
                                 {RestrictionKind::Insider, u"A colleague is suspected."_s, {}, {team->mira}, {}}));
    team->clock.advance(s().matters.due()->first().dueMs - kHourMs - team->clock.nowMs());
    QCOMPARE(dueToFollowUp(), QStringList{u"mira 1h"_s});
}

QTEST_GUILESS_MAIN(TestAlertMails)
#include "tst_alertmails.moc"
