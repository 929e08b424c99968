#include "models/domain/roles.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr Role kRoles[] = {Role::Responder,        Role::IncidentManager, Role::Legal,        Role::Executive,
                           Role::PostmortemAuthor, Role::Auditor,         Role::Administrator};

/**
 * The table of P13.1, a letter a role: responder, incident manager, legal, executive, post-mortem author, auditor,
 * administrator. y yes, n no, h only for the incident that the person holds.
 */
struct Row
{
    const char *cells;
    QList<Right> rights;
};

QList<Row> processTable()
{
    using enum Right;
    return {
        {"yyyyyyn", {ReadIncidents}},
        {"yyyyynn", {AddIncident, AddEntry, RecordMitigation, RecordHandDelivery}},
        {"yynnnnn", {Assess, Classify, MoveStage, OpenTrack}},
        {"nhnnnnn", {Declare, StartRescission, SetScope, VerifyContainment, AskException}},
        {"nhnnnnn", {Send, ApproveTransfer, HandOver, Reopen, Close}},
        {"yyynnnn", {DraftNotice}},
        {"nnynnnn", {SetAwareness, SetDuties, WithdrawObligation, CosignRescission}},
        {"nnynnnn", {AnswerChecklist, ApproveNotice, LegalHold, ReleaseBundle}},
        {"nnyynnn", {VetException}},
        {"nnnnynn", {WritePostmortem}},
        {"nhyyynn", {CommentPostmortem}},
        {"nhnnnnn", {ReviewPostmortem}}, // P11.2
        {"nnyynnn", {ApprovePostmortem}},
        {"nhyyyyn", {ReadPostmortem}}, // P11.3: "the incident manager" is the one who holds it
        {"nhynnyn", {ExportBundle}},
        {"nyynnyn", {VerifyRecord}},
        // The lines below the table.
        {"nynnnnn", {TakeOver}},
        {"yyynnnn", {EditCustomers}},
        {"nhynnnn", {ReadConsultations}},
        {"nhnnnnn", {ResolveUnsure}},
        {"nhynnnn", {Restrict}},                           // P13.4
        {"nhynnnn", {RequestRedaction, ConfirmRedaction}}, // P12.2
        {"nnnnnny", {KeepPeople, KeepServices, KeepMailAccount, KeepTemplates}},
    };
}

bool expected(const char *cells, Roles roles, bool holds)
{
    for (size_t i = 0; i < std::size(kRoles); ++i)
        if ((roles & kRoles[i]) && (cells[i] == 'y' || (cells[i] == 'h' && holds)))
            return true;
    return false;
}

} // namespace

/** Who may what (P13.1, P13.3). */
class TestRoles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRightIsInTheTable();
    void everySetOfRoles();
    void nobodyMayNothing();
    void rolesOfARight();
    void administratorReadsNothing();
    void names();
};

void TestRoles::everyRightIsInTheTable()
{
    QMap<int, int> seen;
    for (const Row &row : processTable()) {
        QCOMPARE(qstrlen(row.cells), size_t(std::size(kRoles)));
        for (const Right right : row.rights)
            ++seen[static_cast<int>(right)];
    }
    QCOMPARE(size_t(seen.size()), enumTable<Right>().size());
    for (const auto &e : enumTable<Right>())
        QVERIFY2(seen.value(static_cast<int>(e.value)) == 1, e.code);
}

void TestRoles::everySetOfRoles()
{
    for (const Row &row : processTable())
        for (const Right right : row.rights)
            for (int set = 0; set < 128; ++set) // every cell, and every union of cells
                for (const bool holds : {false, true})
                    QVERIFY2(mayDo(Roles::fromInt(set), right, holds) ==
                                 expected(row.cells, Roles::fromInt(set), holds),
                             qPrintable(u"%1, roles %2, holds %3"_s.arg(codeOf(right)).arg(set).arg(holds)));
}

void TestRoles::nobodyMayNothing()
{
    for (const auto &e : enumTable<Right>())
        QVERIFY2(!mayDo({}, e.value, true), e.code);
}

void TestRoles::rolesOfARight()
{
    for (const Row &row : processTable()) {
        Roles roles;
        for (size_t i = 0; i < std::size(kRoles); ++i)
            roles.setFlag(kRoles[i], row.cells[i] != 'n');
        const bool holder = QByteArray(row.cells).contains('h');
        for (const Right right : row.rights) {
            QVERIFY(rolesWith(right) == roles);
            QCOMPARE(needsHolder(right), holder);
        }
    }
}

void TestRoles::administratorReadsNothing()
{
    for (const auto &e : enumTable<Right>())
        QCOMPARE(mayDo(Role::Administrator, e.value, true),
                 e.value == Right::KeepPeople || e.value == Right::KeepServices || e.value == Right::KeepMailAccount ||
                     e.value == Right::KeepTemplates);
}

void TestRoles::names()
{
    QCOMPARE(roleNames({}), QString());
    QCOMPARE(roleNames(Role::Legal | Role::Responder), u"Responder, Legal"_s);
    QCOMPARE(roleNames(rolesWith(Right::VetException)), u"Legal, Executive incident manager"_s);
}

QTEST_GUILESS_MAIN(TestRoles)
#include "tst_roles.moc"
