#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QDir>
#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** One answer as a person enters it: for which message, the hour of the last day, and whether it says "reached". */
struct Answer
{
    int message = 0;
    int minuteOfDay = 0;
    bool reached = true;
};
using Answers = QList<Answer>;

/** What a review found about who is told, and when a duty is met. */
class TestReviewedDuties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void metAtTheLastFirstAnswer_data();
    void metAtTheLastFirstAnswer();
    void answerBeforeTheMessage_data();
    void answerBeforeTheMessage();
    void exceptionHoldsItsOwnCustomerAlone();
    void exceptionOfAll();
    void approvalIsForItsScope_data();
    void approvalIsForItsScope();
    void correctionStartsNothing_data();
    void correctionStartsNothing();
    void approvalOfTags_data();
    void approvalOfTags();
    void withdrawnCustomerIsNotTold_data();
    void withdrawnCustomerIsNotTold();
    void withdrawnCustomerKeepsNobodyOpen_data();
    void withdrawnCustomerKeepsNobodyOpen();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] Result<int> send(NoticeId notice) { return s().notices.send(notice, 0, team->path(u"out"_s)); }
    [[nodiscard]] Result<void> affect(const ScopeRow &row)
    {
        return s().customers.setScope(incident, team->seen(incident, row), u"log"_s);
    }
    [[nodiscard]] Obligation dutyTo(CustomerId customer) const
    {
        const auto all = *team->services->declarations.obligations(incident);
        const auto own =
            std::find_if(all.begin(), all.end(), [&](const Obligation &o) { return o.customer == customer; });
        return own == all.end() ? Obligation{} : *own;
    }
    [[nodiscard]] qsizetype duties() { return s().declarations.obligations(incident)->size(); }
    [[nodiscard]] Result<void> except(CustomerId customer, qint64 forMs)
    {
        return s().declarations.except(dutyTo(customer), {u"unusual"_s, u"Strike."_s, team->clock.nowMs() + forMs,
                                                          team->said(team->ada), team->said(team->eve)});
    }
    [[nodiscard]] Result<void> withdraw(CustomerId customer)
    {
        return s().declarations.withdraw(dutyTo(customer), WithdrawalReason::OutOfScope, u"Not theirs."_s,
                                         team->said(team->ada));
    }
    [[nodiscard]] Result<void> answer(const MessageRow &m, qint64 atMs, bool reached = true)
    {
        return s().notices.recordDelivery(m.id, {u"mail"_s, atMs, u"reply"_s, reached});
    }
    /** The addresses of the letters that lie in the folder, sorted. */
    [[nodiscard]] QStringList letters() const;
    [[nodiscard]] qsizetype written(NoticeId notice)
    {
        const auto messages = s().notices.details(notice)->messages;
        return std::count_if(messages.begin(), messages.end(),
                             [](const MessageRow &m) { return m.result == u"written"; });
    }

    std::unique_ptr<Team> team;
    IncidentId incident;
};

void TestReviewedDuties::init()
{
    team = std::make_unique<Team>();
    incident = team->diagnosed(u"Unknown sign-ins"_s);
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestReviewedDuties::cleanup()
{
    const QString found = team->findings();
    QVERIFY2(found.isEmpty(), qPrintable(found));
    team.reset();
}

QStringList TestReviewedDuties::letters() const
{
    QStringList addresses;
    const QDir out(team->path(u"out"_s));
    for (const QString &name : out.entryList({u"*.eml"_s})) {
        QFile file(out.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            addresses << QString::fromUtf8(file.readLine()).trimmed();
    }
    addresses.sort();
    return addresses;
}

namespace {

constexpr int minutes(int hour, int minute = 0)
{
    return 60 * hour + minute;
}

} // namespace

/** P7: the deadline is noon. Everything is entered at 16:00, so the instant of typing is late in every row. */
void TestReviewedDuties::metAtTheLastFirstAnswer_data()
{
    QTest::addColumn<Answers>("answers");
    QTest::addColumn<int>("metMinute"); // 0: not met
    QTest::addColumn<ObligationState>("state");
    const auto row = [](const char *name, const Answers &answers, int met, ObligationState state) {
        QTest::newRow(name) << answers << met << state;
    };
    row("the late one entered first", {{0, minutes(15)}, {1, minutes(11)}}, minutes(15), ObligationState::MetLate);
    row("the late one entered last", {{0, minutes(11)}, {1, minutes(15)}}, minutes(15), ObligationState::MetLate);
    row("both in time", {{0, minutes(11, 30)}, {1, minutes(11)}}, minutes(11, 30), ObligationState::Met);
    row("at the deadline", {{0, minutes(12)}, {1, minutes(11)}}, minutes(12), ObligationState::Met);
    row("a minute after it", {{0, minutes(12, 1)}, {1, minutes(11)}}, minutes(12, 1), ObligationState::MetLate);
    row("a second answer does not move it", {{0, minutes(11)}, {0, minutes(15)}, {1, minutes(11, 30)}}, minutes(11, 30),
        ObligationState::Met);
    row("one is missing", {{0, minutes(11)}}, 0, ObligationState::Overdue);
    row("returned", {{0, minutes(11)}, {1, minutes(11)}, {1, minutes(11, 30), false}}, 0, ObligationState::Overdue);
    row("returned, then reached again",
        {{0, minutes(11)}, {1, minutes(11)}, {1, minutes(11, 30), false}, {1, minutes(15)}}, minutes(15),
        ObligationState::MetLate);
    row("returned, then reached again in time",
        {{0, minutes(11)}, {1, minutes(10, 30)}, {1, minutes(10, 45), false}, {1, minutes(11, 15)}}, minutes(11, 15),
        ObligationState::Met);
}

void TestReviewedDuties::metAtTheLastFirstAnswer()
{
    QFETCH(Answers, answers);
    QFETCH(int, metMinute);
    QFETCH(ObligationState, state);
    const ScopeRow birch = team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s);
    OK(affect(birch));
    OK(affect(team->customer(u"Birch"_s, u"b-2"_s, u"c@b.example"_s)));
    const qint64 noon = (team->clock.nowMs() / kDayMs + 1) * kDayMs + 12 * kHourMs;
    team->clock.advance(noon - team->clock.nowMs());
    OK(team->declare(incident));
    const qint64 deadline = dutyTo(birch.customer).facts.deadlineMs;
    QCOMPARE(deadline, noon + 3 * kDayMs);
    const qint64 midnight = deadline - 12 * kHourMs;
    team->clock.advance(midnight + 10 * kHourMs - team->clock.nowMs());
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    const auto messages = s().notices.details(notice)->messages;
    QCOMPARE(messages.size(), 2);
    team->clock.advance(6 * kHourMs);
    for (const Answer &a : std::as_const(answers)) {
        OK(answer(messages.at(a.message), midnight + a.minuteOfDay * kMinuteMs, a.reached));
        team->clock.advance(kMinuteMs);
    }
    const ObligationFacts facts = dutyTo(birch.customer).facts;
    QCOMPARE(facts.metMs, metMinute == 0 ? 0 : midnight + metMinute * kMinuteMs);
    QCOMPARE(obligationState(facts, team->clock.nowMs()), state);
}

void TestReviewedDuties::answerBeforeTheMessage_data()
{
    QTest::addColumn<qint64>("afterMs"); // of the message
    QTest::addColumn<bool>("valid");
    QTest::newRow("a day before") << -kDayMs << false;
    QTest::newRow("the minute before") << -kMinuteMs << false;
    QTest::newRow("the second before its minute") << -31 * kSecondMs << false;
    QTest::newRow("in its minute") << -30 * kSecondMs << true; // people give instants by the minute
    QTest::newRow("at once") << qint64(0) << true;
    QTest::newRow("an hour after") << kHourMs << true;
    QTest::newRow("in the future") << 2 * kHourMs + 1 << false;
}

void TestReviewedDuties::answerBeforeTheMessage()
{
    QFETCH(qint64, afterMs);
    QFETCH(bool, valid);
    const ScopeRow birch = team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s);
    OK(affect(birch));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    team->clock.advance(kMinuteMs + 30 * kSecondMs - team->clock.nowMs() % kMinuteMs);
    OK(send(notice));
    const qint64 made = team->clock.nowMs();
    team->clock.advance(2 * kHourMs);
    const auto done = answer(s().notices.details(notice)->messages.first(), made + afterMs);
    QCOMPARE(done.has_value(), valid);
    QCOMPARE(dutyTo(birch.customer).facts.metMs, valid ? made + afterMs : 0);
    if (!valid) {
        QCOMPARE(done.error().kind, ErrorKind::Invalid);
        QCOMPARE(done.error().field, u"at"_s);
    }
}

/** P8.4: messages for all are made; those of the excepted customer wait for the end of the exception. */
void TestReviewedDuties::exceptionHoldsItsOwnCustomerAlone()
{
    const ScopeRow birch = team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s);
    const ScopeRow elm = team->customer(u"Elm"_s, u"e-1"_s, u"c@d.example"_s);
    OK(affect(birch));
    OK(affect(elm));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(except(birch.customer, kHourMs));
    const auto first = send(notice);
    OK(first);
    QCOMPARE(*first, 1);
    QCOMPARE(letters(), QStringList{u"c@d.example"_s});
    QCOMPARE(s().notices.details(notice)->messages.size(), 2);
    QCOMPARE(written(notice), 1);
    QCOMPARE(s().notices.details(notice)->notice.state, NoticeState::Queued);
    REFUSED(send(notice), ErrorKind::Refused); // only what is held is left
    QCOMPARE(letters().size(), 1);
    QCOMPARE(s().notices.details(notice)->notice.state, NoticeState::Queued);

    team->clock.advance(kHourMs + 1);
    const auto rest = send(notice);
    OK(rest);
    QCOMPARE(*rest, 1); // and Elm's is not written again
    QCOMPARE(letters(), (QStringList{u"a@b.example"_s, u"c@d.example"_s}));
    QCOMPARE(s().notices.details(notice)->messages.size(), 2);
    QCOMPARE(written(notice), 2);
    QCOMPARE(s().notices.details(notice)->notice.state, NoticeState::Sent);
}

void TestReviewedDuties::exceptionOfAll()
{
    const ScopeRow birch = team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s);
    const ScopeRow elm = team->customer(u"Elm"_s, u"e-1"_s, u"c@d.example"_s);
    OK(affect(birch));
    OK(affect(elm));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(except(birch.customer, kHourMs));
    OK(except(elm.customer, 2 * kHourMs));
    REFUSED(send(notice), ErrorKind::Refused);
    // Nor does naming the address go round the exception, or round who is affected.
    REFUSED(s().notices.sendTo(notice, 0, team->path(u"out"_s), u"Contact a"_s, u"a@b.example"_s), ErrorKind::Invalid);
    QCOMPARE(s().notices.details(notice)->messages.size(), 0);
    QCOMPARE(s().notices.details(notice)->notice.state, NoticeState::Approved);
    team->clock.advance(kHourMs + 1); // Birch's has lapsed, Elm's has not
    OK(send(notice));
    QCOMPARE(letters(), QStringList{u"a@b.example"_s});
}

/** P9.7: legal approves who is told what, beside the text. */
void TestReviewedDuties::approvalIsForItsScope_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<bool>("stands");
    QTest::newRow("nothing") << u""_s << true;
    QTest::newRow("the same again") << u"same"_s << true;
    QTest::newRow("what was accessed") << u"accessed"_s << false;
    QTest::newRow("how sure") << u"certainty"_s << false;
    QTest::newRow("one more subscription") << u"subscription"_s << false;
    QTest::newRow("one more customer") << u"customer"_s << false;
}

void TestReviewedDuties::approvalIsForItsScope()
{
    QFETCH(QString, change);
    QFETCH(bool, stands);
    ScopeRow birch = team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s);
    OK(affect(birch));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    team->clock.advance(kMinuteMs);
    if (change == u"accessed")
        birch.accessed = u"backups too"_s;
    else if (change == u"certainty")
        birch.certainty = u"possible"_s;
    else if (change == u"subscription")
        birch = team->customer(u"Birch"_s, u"b-2"_s, u"a@b.example"_s);
    else if (change == u"customer")
        birch = team->customer(u"Elm"_s, u"e-1"_s, u"c@d.example"_s);
    if (!change.isEmpty())
        OK(affect(birch));
    const auto sent = send(notice);
    QCOMPARE(sent.has_value(), stands);
    if (stands)
        return;
    QCOMPARE(sent.error().kind, ErrorKind::Refused);
    QVERIFY(letters().isEmpty());
    OK(s().notices.saveText(notice, 0, s().notices.details(notice)->text.draft));
    REFUSED(send(notice), ErrorKind::Refused); // not before legal has seen it
    OK(s().notices.submit(notice, 0));
    OK(s().notices.approve(notice, 0, team->said(team->ada)));
    OK(send(notice));
    QVERIFY(!letters().isEmpty());
}

/** P7.8: only what is found after the declaration has a clock of its own. */
void TestReviewedDuties::correctionStartsNothing_data()
{
    QTest::addColumn<QString>("settled");
    QTest::newRow("met") << u"met"_s;
    QTest::newRow("withdrawn") << u"withdrawn"_s;
    QTest::newRow("running") << u"running"_s;
}

void TestReviewedDuties::correctionStartsNothing()
{
    QFETCH(QString, settled);
    ScopeRow birch = team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s);
    OK(affect(birch));
    OK(team->declare(incident));
    MessageRow message;
    if (settled == u"withdrawn")
        OK(withdraw(birch.customer));
    if (settled == u"met") {
        const NoticeId notice = team->approvedNotice(incident);
        OK(send(notice));
        message = s().notices.details(notice)->messages.first();
        OK(answer(message, team->clock.nowMs()));
    }
    QCOMPARE(duties(), 1);
    team->clock.advance(kHourMs);
    birch.accessed = u"backups, not mailboxes"_s;
    OK(affect(birch));
    QCOMPARE(duties(), 1);
    if (settled == u"met") { // nor does it end the duty: a return still takes it back
        OK(answer(message, team->clock.nowMs(), false));
        QCOMPARE(dutyTo(birch.customer).facts.metMs, 0);
        OK(answer(message, team->clock.nowMs()));
    }
    OK(affect(team->customer(u"Birch"_s, u"b-2"_s, u"c@b.example"_s)));
    QCOMPARE(duties(), settled == u"running" ? 1 : 2); // a running one covers what is found while it runs
    OK(affect(team->customer(u"Elm"_s, u"e-1"_s, u"c@d.example"_s)));
    QCOMPARE(duties(), settled == u"running" ? 2 : 3);
}

/** P9.6: nothing that stands in braces leaves the house. */
void TestReviewedDuties::approvalOfTags_data()
{
    QTest::addColumn<Audience>("audience");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("body");
    QTest::addColumn<bool>("approved");
    const QString plain = u"Sign-ins"_s;
    const auto row = [](const char *name, Audience a, const QString &subject, const QString &body, bool approved) {
        QTest::newRow(name) << a << subject << body << approved;
    };
    row("customers, plain", Audience::Customers, plain, u"Words."_s, true);
    row("customers, a name", Audience::Customers, u"{{subscriptions}}"_s, u"Dear {{ contact }}, {{accessed}}."_s, true);
    row("customers, an unknown name", Audience::Customers, plain, u"{{phone}}"_s, false);
    for (const Audience a : {Audience::Authority, Audience::DataSubjects, Audience::Internal}) {
        QTest::newRow(qPrintable(QString::fromLatin1(codeOf(a).toLatin1()) + u", plain"_s))
            << a << plain << u"Words."_s << true;
        QTest::newRow(qPrintable(QString::fromLatin1(codeOf(a).toLatin1()) + u", a customer's name"_s))
            << a << plain << u"From {{customer}}."_s << false;
        QTest::newRow(qPrintable(QString::fromLatin1(codeOf(a).toLatin1()) + u", in the subject"_s))
            << a << u"{{subscriptions}}"_s << u"Words."_s << false;
    }
    row("section", Audience::Customers, plain, u"{{#customer}}x{{/customer}}"_s, false);
    row("section with a space", Audience::Customers, plain, u"{{ # customer }}x{{ / customer }}"_s, false);
    row("inverted section", Audience::Customers, plain, u"{{^customer}}x{{/customer}}"_s, false);
    row("partial", Audience::Customers, plain, u"{{> customer}}"_s, false);
    row("comment", Audience::Customers, plain, u"{{! customer }}"_s, false);
    row("triple braces", Audience::Customers, plain, u"{{{customer}}}"_s, false);
    row("unescaped", Audience::Customers, plain, u"{{&customer}}"_s, false);
    row("other delimiters", Audience::Customers, plain, u"{{=<% %>=}} <%customer%>"_s, false);
    row("section in the subject", Audience::Customers, u"{{#customer}}x{{/customer}}"_s, u"Words."_s, false);
}

void TestReviewedDuties::approvalOfTags()
{
    QFETCH(Audience, audience);
    QFETCH(QString, subject);
    QFETCH(QString, body);
    QFETCH(bool, approved);
    NoticeDraft draft;
    draft.subject = subject;
    draft.body = body;
    for (const ContentItem &item : team->rules->requiredContent(audience))
        draft.content.insert(item.code, ContentMark::Given);
    const auto notice = s().notices.start(incident, audience, NoticePhase::First, draft);
    OK(notice);
    OK(s().notices.submit(*notice, 0));
    const auto done = s().notices.approve(*notice, 0, team->said(team->ada));
    QCOMPARE(done.has_value(), approved);
    QCOMPARE(s().notices.details(*notice)->notice.state, approved ? NoticeState::Approved : NoticeState::LegalReview);
    if (!approved) {
        QCOMPARE(done.error().kind, ErrorKind::Refused);
        QCOMPARE(done.error().field, u"body"_s);
    }
}

/** Declared before anybody was known to be affected: one duty to whoever turns out to be, and one to each found. */
void TestReviewedDuties::withdrawnCustomerIsNotTold_data()
{
    QTest::addColumn<bool>("afterApproval");
    QTest::newRow("withdrawn before the approval") << false;
    QTest::newRow("withdrawn after the approval") << true;
}

void TestReviewedDuties::withdrawnCustomerIsNotTold()
{
    QFETCH(bool, afterApproval);
    OK(team->declare(incident));
    const ScopeRow birch = team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s);
    const ScopeRow elm = team->customer(u"Elm"_s, u"e-1"_s, u"c@d.example"_s);
    OK(affect(birch));
    OK(affect(elm));
    QCOMPARE(duties(), 3);
    QVERIFY(dutyTo(CustomerId{}).id.isValid());
    if (!afterApproval)
        OK(withdraw(elm.customer));
    const NoticeId notice = team->approvedNotice(incident);
    if (afterApproval)
        OK(withdraw(elm.customer));
    const auto shown = s().notices.details(notice)->scope;
    QCOMPARE(shown.size(), 1);
    QCOMPARE(shown.first().customer, birch.customer);
    const auto sent = send(notice);
    OK(sent);
    QCOMPARE(*sent, 1);
    QCOMPARE(letters(), QStringList{u"a@b.example"_s});
    const auto messages = s().notices.details(notice)->messages;
    QCOMPARE(messages.size(), 1);
    team->clock.advance(kMinuteMs);
    const qint64 at = team->clock.nowMs();
    OK(answer(messages.first(), at));
    QCOMPARE(dutyTo(birch.customer).facts.metMs, at);
    QCOMPARE(dutyTo(CustomerId{}).facts.metMs, at);
    QCOMPARE(dutyTo(elm.customer).facts.metMs, 0);
}

/** Told already, then found not to be affected: the duty to all is met by the others, when the last of them was
 * reached.
 */
void TestReviewedDuties::withdrawnCustomerKeepsNobodyOpen_data()
{
    QTest::addColumn<bool>("reachedInPart");
    QTest::newRow("never reached") << false;
    QTest::newRow("reached in part, later than the others") << true;
}

void TestReviewedDuties::withdrawnCustomerKeepsNobodyOpen()
{
    QFETCH(bool, reachedInPart);
    OK(team->declare(incident));
    const ScopeRow birch = team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s);
    const ScopeRow elm = team->customer(u"Elm"_s, u"e-1"_s, u"c@d.example"_s);
    OK(affect(birch));
    OK(affect(elm));
    OK(affect(team->customer(u"Elm"_s, u"e-2"_s, u"e@d.example"_s)));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    const auto messages = s().notices.details(notice)->messages; // by customer
    QCOMPARE(messages.size(), 3);
    team->clock.advance(kHourMs);
    const qint64 at = team->clock.nowMs();
    OK(answer(messages.first(), at));
    team->clock.advance(kHourMs);
    if (reachedInPart)
        OK(answer(messages.at(1), team->clock.nowMs()));
    QCOMPARE(dutyTo(CustomerId{}).facts.metMs, 0);
    OK(withdraw(elm.customer));
    QCOMPARE(dutyTo(CustomerId{}).facts.metMs, at);
    QCOMPARE(dutyTo(birch.customer).facts.metMs, at);
    QCOMPARE(dutyTo(elm.customer).facts.metMs, 0);
}

QTEST_GUILESS_MAIN(TestReviewedDuties)
#include "tst_reviewedduties.moc"
