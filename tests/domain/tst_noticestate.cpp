#include "models/domain/noticestate.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr NoticeState kStates[] = {NoticeState::Draft,  NoticeState::LegalReview, NoticeState::Approved,
                                   NoticeState::Queued, NoticeState::Sent,        NoticeState::Delivered,
                                   NoticeState::Failed};
constexpr NoticeStep kSteps[] = {NoticeStep::Submit,        NoticeStep::Return,    NoticeStep::Approve,
                                 NoticeStep::Revise,        NoticeStep::Queue,     NoticeStep::MarkSent,
                                 NoticeStep::MarkDelivered, NoticeStep::MarkFailed};

SendFacts sendable(NoticeState state, Audience audience)
{
    SendFacts f;
    f.state = state;
    f.audience = audience;
    f.declared = true;
    f.textIsApproved = true;
    f.recipients = 1;
    return f;
}

ApprovalFacts approvable()
{
    return {};
}

} // namespace

/** States of a notice, and what approving and sending need (P9.4-P9.7, P8.4). */
class TestNoticeState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateAndStep();
    void nothingLeavesUnapproved();
    void sendingByStateAndAudience();
    void sendingGates();
    void approvingGates();
};

void TestNoticeState::everyStateAndStep()
{
    // Columns: submit, return, approve, revise, queue, sent, delivered, failed. A number is the state it leads to.
    const char *const table[] = {
        "1..0....", // draft
        ".020....", // legal review
        ".0.03...", // approved: a change is a new version and a new review
        ".....4.6", // queued
        "......56", // sent
        ".......6", // delivered: a bounce comes later
        "....34..", // failed: tried again; or told in another way, or called back
    };
    for (size_t state = 0; state < std::size(kStates); ++state) {
        for (size_t step = 0; step < std::size(kSteps); ++step) {
            const auto to = afterStep(kStates[state], kSteps[step]);
            const char seen = to ? static_cast<char>('0' + static_cast<int>(*to)) : '.';
            QVERIFY2(seen == table[state][step], qPrintable(codeOf(kStates[state]) + u" and "_s + codeOf(kSteps[step]) +
                                                            u": "_s + QLatin1Char(seen)));
        }
    }
    QCOMPARE(std::size(kStates), enumTable<NoticeState>().size());
    QCOMPARE(std::size(kSteps), enumTable<NoticeStep>().size());
}

void TestNoticeState::nothingLeavesUnapproved()
{
    // Walk every path without the step Approve: none of them may reach a state in which something has left.
    QList<NoticeState> reached = {NoticeState::Draft};
    for (qsizetype i = 0; i < reached.size(); ++i) {
        for (const NoticeStep step : kSteps) {
            const auto to = step == NoticeStep::Approve ? std::nullopt : afterStep(reached[i], step);
            if (to && !reached.contains(*to))
                reached << *to;
        }
    }
    QCOMPARE(reached, (QList<NoticeState>{NoticeState::Draft, NoticeState::LegalReview}));
}

void TestNoticeState::sendingByStateAndAudience()
{
    for (const NoticeState state : kStates) {
        for (const auto &audience : enumTable<Audience>()) {
            const bool right = state == NoticeState::Approved || state == NoticeState::Failed;
            QVERIFY2(checkSend(sendable(state, audience.value)).has_value() == right, audience.code);
            QVERIFY(right == afterStep(state, NoticeStep::Queue).has_value()); // gate and machine agree

            SendFacts undeclared = sendable(state, audience.value);
            undeclared.declared = false;
            QVERIFY2(checkSend(undeclared).has_value() == (right && audience.value == Audience::Internal),
                     audience.code);
            undeclared.dutyRecorded = true;
            QVERIFY2(checkSend(undeclared).has_value() == right, audience.code);
        }
    }
}

void TestNoticeState::sendingGates()
{
    for (const auto &audience : enumTable<Audience>()) {
        const SendFacts whole = sendable(NoticeState::Approved, audience.value);
        QVERIFY(checkSend(whole));
        SendFacts changed = whole;
        changed.textIsApproved = false;
        SendFacts held = whole;
        held.obligationExcepted = true;
        SendFacts nobody = whole;
        nobody.recipients = 0;
        for (const SendFacts &f : {changed, held, nobody}) {
            const auto checked = checkSend(f);
            QVERIFY2(!checked, audience.code);
            QVERIFY(checked.error().kind == ErrorKind::Refused);
            QVERIFY(!checked.error().userText.isEmpty());
        }
    }
}

void TestNoticeState::approvingGates()
{
    QVERIFY(checkApproval(approvable()));
    for (const NoticeState state : kStates) {
        ApprovalFacts f = approvable();
        f.state = state;
        QCOMPARE(checkApproval(f).has_value(), state == NoticeState::LegalReview);
        QCOMPARE(checkApproval(f).has_value(), afterStep(state, NoticeStep::Approve).has_value());
    }
    ApprovalFacts own = approvable();
    own.approverIsAuthor = true;
    QVERIFY(!checkApproval(own));

    ApprovalFacts content = approvable();
    content.missingContent = {u"Likely consequences"_s, u"Contact point"_s};
    const auto missing = checkApproval(content);
    QVERIFY(!missing);
    QCOMPARE(missing.error().field, u"content"_s);
    QVERIFY(missing.error().userText.contains(u"Likely consequences; Contact point"_s));

    ApprovalFacts holes = approvable();
    holes.unfilledPlaceholders = {u"customer.name"_s};
    const auto unfilled = checkApproval(holes);
    QVERIFY(!unfilled);
    QCOMPARE(unfilled.error().field, u"body"_s);
    QVERIFY(unfilled.error().userText.contains(u"customer.name"_s));
}

QTEST_GUILESS_MAIN(TestNoticeState)
#include "tst_noticestate.moc"
