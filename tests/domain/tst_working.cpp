#include "models/domain/situationreport.h"
#include "models/domain/taskline.h"

#include <QtTest>

#include <functional>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {
constexpr qint64 kNow = 1'763'800'000'000;
}

/** Working an incident: links, duplicates, tasks, duties, references (P1.10, P1.11). */
class TestWorking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void link_data();
    void link();
    void unlink_data();
    void unlink();
    void bothEndsReadDifferently();
    void earliestOfDuplicates_data();
    void earliestOfDuplicates();
    void takeOver_data();
    void takeOver();
    void task_data();
    void task();
    void tasksInOrder();
    void taskLine_data();
    void taskLine();
    void crew();
    void safeLinks_data();
    void safeLinks();
    void place_data();
    void place();
    void situation();
};

void TestWorking::link_data()
{
    QTest::addColumn<LinkFacts>("facts");
    QTest::addColumn<QString>("field"); // "-": allowed
    const auto row = [](const char *name, LinkFacts f, const char *field) {
        QTest::newRow(name) << f << QString::fromLatin1(field);
    };
    using enum LinkKind;
    row("related", {Related, true}, "-");
    row("nobody", {Related, false}, "other");
    row("itself", {CausedBy, true, true}, "other");
    row("twice", {PartOf, true, false, true}, "other");
    row("duplicate", {DuplicateOf, true}, "-");
    row("duplicate of two", {DuplicateOf, true, false, false, true}, "kind");
    row("duplicates that go round", {DuplicateOf, true, false, false, false, true}, "other");
    row("related to its duplicate", {Related, true, false, false, true, true}, "-");
}

void TestWorking::link()
{
    QFETCH(LinkFacts, facts);
    QFETCH(QString, field);
    const auto allowed = checkLink(facts);
    QCOMPARE(allowed ? u"-"_s : allowed.error().field, field);
}

void TestWorking::unlink_data()
{
    QTest::addColumn<UnlinkFacts>("facts");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("with a reason") << UnlinkFacts{LinkKind::Related, false, false, u"r"_s} << true;
    QTest::newRow("without") << UnlinkFacts{LinkKind::Related, false, false, u" "_s} << false;
    QTest::newRow("ended as it") << UnlinkFacts{LinkKind::DuplicateOf, true, false, u"r"_s} << false;
    QTest::newRow("obligations taken") << UnlinkFacts{LinkKind::DuplicateOf, false, true, u"r"_s} << false;
    QTest::newRow("another link of an ended duplicate") << UnlinkFacts{LinkKind::PartOf, true, true, u"r"_s} << true;
}

void TestWorking::unlink()
{
    QFETCH(UnlinkFacts, facts);
    QTEST(checkUnlink(facts).has_value(), "allowed");
}

void TestWorking::bothEndsReadDifferently()
{
    for (const auto &e : enumTable<LinkKind>())
        QCOMPARE(linkText(e.value, true) == linkText(e.value, false), e.value == LinkKind::Related);
}

void TestWorking::earliestOfDuplicates_data()
{
    using Others = QList<QPair<QString, qint64>>;
    QTest::addColumn<qint64>("own");
    QTest::addColumn<Others>("others");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<QString>("reference");
    QTest::newRow("alone") << qint64{50} << Others{} << qint64{50} << QString();
    QTest::newRow("its own") << qint64{50} << Others{{u"INC-1"_s, 60}} << qint64{50} << QString();
    QTest::newRow("the duplicate's") << qint64{50} << Others{{u"INC-1"_s, 40}, {u"INC-2"_s, 45}} << qint64{40}
                                     << u"INC-1"_s;
    QTest::newRow("it has none") << qint64{0} << Others{{u"INC-1"_s, 40}} << qint64{40} << u"INC-1"_s;
    QTest::newRow("neither has one") << qint64{0} << Others{{u"INC-1"_s, 0}} << qint64{0} << QString();
    QTest::newRow("same instant") << qint64{50} << Others{{u"INC-1"_s, 50}} << qint64{50} << QString();
}

void TestWorking::earliestOfDuplicates()
{
    QFETCH(qint64, own);
    using Others = QList<QPair<QString, qint64>>;
    QFETCH(Others, others);
    const EarliestInstant e = earliestOf(own, others);
    QTEST(e.atMs, "at");
    QTEST(e.reference, "reference");
}

void TestWorking::takeOver_data()
{
    QTest::addColumn<std::function<void(TakeOverFacts &)>>("change");
    QTest::addColumn<QString>("words"); // "": allowed
    const auto row = [](const char *name, std::function<void(TakeOverFacts &)> change, const char *words) {
        QTest::newRow(name) << std::move(change) << QString::fromUtf8(words);
    };
    using F = TakeOverFacts;
    row(
        "declared both", [](F &) {}, "");
    row(
        "not a duplicate", [](F &f) { f.isDuplicate = false; }, "Link it");
    row(
        "survivor ended", [](F &f) { f.survivorDone = true; }, "has ended");
    row(
        "nothing open", [](F &f) { f.obligations[0].metMs = kNow; }, "no open obligation");
    row(
        "survivor not declared", [](F &f) { f.survivorDeclared = false; }, "Declare it first");
    row(
        "neither declared, track open",
        [](F &f) {
            f.survivorDeclared = f.duplicateDeclared = false;
            f.survivorTrackOpen = true;
        },
        "");
    row(
        "neither declared, no track",
        [](F &f) { f.survivorDeclared = f.duplicateDeclared = f.survivorTrackOpen = false; }, "track");
    row(
        "excepted", [](F &f) { f.obligations[0].exceptedUntilMs = kNow + 1; }, "exception is in force");
    row(
        "exception over", [](F &f) { f.obligations[0].exceptedUntilMs = kNow - 1; }, "");
    row(
        "proposed", [](F &f) { f.obligations[0].confirmed = false; }, "");
    row(
        "overdue", [](F &f) { f.obligations[0].deadlineMs = kNow - 1; }, "");
    row(
        "without a reason", [](F &f) { f.reason = u" "_s; }, "Say why");
}

void TestWorking::takeOver()
{
    QFETCH(std::function<void(TakeOverFacts &)>, change);
    QFETCH(QString, words);
    ObligationFacts o;
    o.triggerMs = kNow - kDayMs;
    o.deadlineMs = o.triggerMs + kCommitmentMs;
    TakeOverFacts f{true, false, true, true, true, {o}, u"One team."_s, kNow};
    change(f);
    const auto allowed = checkTakeOver(f);
    QCOMPARE(allowed.has_value(), words.isEmpty());
    if (!allowed)
        QVERIFY2(allowed.error().userText.contains(words), qPrintable(allowed.error().userText));
}

void TestWorking::task_data()
{
    QTest::addColumn<TaskState>("before"); // of a new one: Dropped is never first
    QTest::addColumn<bool>("isNew");
    QTest::addColumn<TaskState>("after");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *name, bool isNew, TaskState before, TaskState after, const char *reason,
                        bool allowed) {
        QTest::newRow(name) << before << isNew << after << QString::fromLatin1(reason) << allowed;
    };
    using enum TaskState;
    row("new", true, Open, Open, "", true);
    row("new and done", true, Open, Done, "", false);
    row("changed", false, Open, Open, "", true);
    row("done", false, Open, Done, "", true);
    row("dropped with a reason", false, Open, Dropped, "r", true);
    row("dropped without", false, Open, Dropped, " ", false);
    row("open again with a reason", false, Done, Open, "r", true);
    row("open again without", false, Dropped, Open, "", false);
    row("done twice", false, Done, Done, "r", false);
    row("dropped when done", false, Done, Dropped, "r", false);
}

void TestWorking::task()
{
    QFETCH(TaskState, before);
    QFETCH(TaskState, after);
    QFETCH(bool, isNew);
    QFETCH(QString, reason);
    Task was, is;
    was.what = is.what = u"Rotate"_s;
    was.state = before;
    is.state = after;
    is.reason = reason;
    QTEST(checkTask(is, isNew ? std::nullopt : std::optional(was)).has_value(), "allowed");
    is.what = u" "_s;
    QVERIFY(!checkTask(is, isNew ? std::nullopt : std::optional(was)));
}

void TestWorking::tasksInOrder()
{
    const auto make = [](qint64 id, TaskState state, qint64 due, qint64 since) {
        Task t;
        t.id = TaskId{id};
        t.state = state;
        t.dueMs = due;
        t.sinceMs = since;
        return t;
    };
    QList<Task> tasks = {make(1, TaskState::Done, 0, 10), make(2, TaskState::Open, 0, 1),
                         make(3, TaskState::Open, 90, 1), make(4, TaskState::Open, 20, 1),
                         make(5, TaskState::Dropped, 0, 30)};
    std::stable_sort(tasks.begin(), tasks.end(), taskComesBefore);
    QList<qint64> order;
    for (const Task &t : std::as_const(tasks))
        order << t.id.value;
    QCOMPARE(order, (QList<qint64>{4, 3, 2, 5, 1}));
    QVERIFY(make(1, TaskState::Open, 5, 0).isOverdue(6));
    QVERIFY(!make(1, TaskState::Open, 6, 0).isOverdue(6));
    QVERIFY(!make(1, TaskState::Done, 5, 0).isOverdue(6));
    QVERIFY(!make(1, TaskState::Open, 0, 0).isOverdue(6));
}

void TestWorking::taskLine_data()
{
    QTest::addColumn<QString>("what"); // "-": refused
    QTest::addColumn<QString>("owner");
    QTest::addColumn<qint64>("person");
    QTest::addColumn<qint64>("dueIn");
    QTest::newRow("Rotate the key") << u"Rotate the key"_s << QString() << qint64{0} << qint64{0};
    QTest::newRow("Rotate  @ada the key +4h") << u"Rotate the key"_s << u"Ada Ruiz"_s << qint64{2} << 4 * kHourMs;
    QTest::newRow("@rui Rotate +30m") << u"Rotate"_s << u"Ada Ruiz"_s << qint64{2} << 30 * kMinuteMs;
    QTest::newRow("Rotate +2d @vendor") << u"Rotate"_s << u"vendor"_s << qint64{0} << 2 * kDayMs;
    QTest::newRow("Call @m") << u"-"_s << QString() << qint64{0} << qint64{0};
    QTest::newRow("Call @mira") << u"Call"_s << u"Mira Kahn"_s << qint64{1} << qint64{0};
    QTest::newRow("Call @left") << u"Call"_s << u"left"_s << qint64{0} << qint64{0};
    QTest::newRow("Add 2+2 @ home +x") << u"Add 2+2 @ home +x"_s << QString() << qint64{0} << qint64{0};
    QTest::newRow("@ada +4h") << u"-"_s << QString() << qint64{0} << qint64{0};
}

void TestWorking::taskLine()
{
    const auto person = [](qint64 id, const QString &name, const QString &login, bool active = true) {
        Person p;
        p.id = PersonId{id};
        p.name = name;
        p.login = login;
        p.active = active;
        return p;
    };
    const QList<Person> people = {person(1, u"Mira Kahn"_s, u"mira"_s), person(2, u"Ada Ruiz"_s, u"ada"_s),
                                  person(3, u"Max Moor"_s, u"max"_s), person(4, u"Left Long"_s, u"left"_s, false)};
    QFETCH(QString, what);
    QFETCH(qint64, dueIn);
    const auto task = taskOfLine(QString::fromLatin1(QTest::currentDataTag()), people, kNow);
    QCOMPARE(task ? task->what : u"-"_s, what);
    if (!task)
        return;
    QTEST(task->ownerName, "owner");
    QTEST(task->owner.value, "person");
    QCOMPARE(task->dueMs, dueIn > 0 ? kNow + dueIn : 0);
}

void TestWorking::crew()
{
    const CrewChange ada{CrewDuty::Scribe, PersonId{2}, u"Ada"_s, true, {}, {}, 1};
    const CrewChange jo{CrewDuty::Scribe, {}, u"Jo"_s, true, {}, {}, 2};
    CrewChange off = ada;
    off.assigned = false;
    CrewChange joLower = jo;
    joLower.holderName = u"jo"_s;
    QCOMPARE(crewNow({ada, jo}).size(), 2);
    QCOMPARE(crewNow({ada, jo, off}).size(), 1);
    QCOMPARE(crewNow({ada, jo, off}).first().holderName, u"Jo"_s);
    QVERIFY(checkCrew(ada, {}));
    QVERIFY(!checkCrew(ada, {ada}));
    QVERIFY(!checkCrew(joLower, {jo}));
    QVERIFY(checkCrew(off, {ada}));
    QCOMPARE(checkCrew(off, {jo}).error().kind, ErrorKind::Conflict);
    CrewChange engineer = ada;
    engineer.duty = CrewDuty::ServiceEngineer;
    QVERIFY(checkCrew(engineer, {ada})); // several duties
    QVERIFY(!checkCrew({CrewDuty::Scribe, {}, u" "_s, true, {}, {}, 0}, {}));
}

void TestWorking::safeLinks_data()
{
    QTest::addColumn<bool>("safe");
    for (const char *link : {"https://bridge.example/room?id=1", "https://t.example:8443/1", "mailto:a@b.example"})
        QTest::newRow(link) << true;
    for (const char *link :
         {"http://t.example/1", "file:///etc/passwd", "javascript:alert(1)", "smb://host/share", "https://",
          "https:", "//t.example", "t.example", "", "https://user:pw@t.example", "mailto:", "mailto:nobody",
          "mailto:a@b.example?attach=/etc/passwd", "data:text/html,x", "ftp://t.example", "tocsin:x"})
        QTest::newRow(link) << false;
}

void TestWorking::safeLinks()
{
    QTEST(isSafeLink(QString::fromLatin1(QTest::currentDataTag())), "safe");
}

void TestWorking::place_data()
{
    QTest::addColumn<OutsidePlace>("place");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, PlaceKind kind, const char *what, const char *reference, const char *link,
                        const char *field) {
        QTest::newRow(name) << OutsidePlace{{},
                                            kind,
                                            QString::fromLatin1(what),
                                            QString::fromLatin1(reference),
                                            QString::fromLatin1(link),
                                            {},
                                            0}
                            << QString::fromLatin1(field);
    };
    using enum PlaceKind;
    row("number", Call, "Bridge", "+49 30 1", "", "-");
    row("link alone", Call, "Bridge", "", "https://b.example", "-");
    row("neither", Call, "Bridge", " ", "", "reference");
    row("no name", Reference, " ", "T-1", "", "name");
    row("bad link", Reference, "Tickets", "T-1", "http://t.example", "link");
}

void TestWorking::place()
{
    QFETCH(OutsidePlace, place);
    const auto ok = checkPlace(place);
    QTEST(ok ? u"-"_s : ok.error().field, "field");
}

void TestWorking::situation()
{
    Situation s;
    QCOMPARE(checkSituation(s).error().field, u"known"_s);
    s.next = u"Rotate."_s;
    QVERIFY(checkSituation(s));
    s.unknown = QString(20001, u'x');
    QCOMPARE(checkSituation(s).error().field, u"unknown"_s);
}

QTEST_GUILESS_MAIN(TestWorking)
#include "tst_working.moc"
