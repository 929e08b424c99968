#include "models/domain/transfer.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

} // namespace

template<> std::span<const EnumEntry<TransferTurn>> enumTable<TransferTurn>()
{
    using enum TransferTurn;
    static constexpr EnumEntry<TransferTurn> table[] = {
        {Legal, "legal", QT_TRANSLATE_NOOP("tocsin::domain", "legal")},
        {Manager, "manager", QT_TRANSLATE_NOOP("tocsin::domain", "the incident manager")},
        {Requester, "requester", QT_TRANSLATE_NOOP("tocsin::domain", "who asked")},
        {Handlers, "handlers", QT_TRANSLATE_NOOP("tocsin::domain", "who handles the data")},
        {Nobody, "nobody", QT_TRANSLATE_NOOP("tocsin::domain", "nobody")},
    };
    return table;
}

QString asSentence(const QString &text)
{
    const QString t = text.trimmed();
    return t.isEmpty() || QStringLiteral(".!?…").contains(t.back()) ? t : t + u'.';
}

bool isExpired(const Transfer &t, qint64 nowMs)
{
    return t.state == TransferState::Approved && t.validUntilMs <= nowMs;
}

bool isInForce(const Transfer &t, qint64 nowMs)
{
    return t.state == TransferState::Approved && t.validUntilMs > nowMs && !isUsed(t);
}

bool isUsed(const Transfer &t)
{
    return t.content.kind == TransferKind::Single && t.moves > 0;
}

QString noApproval(const Transfer &t, qint64 nowMs)
{
    using enum TransferState;
    if (t.content.kind == TransferKind::Breach || isInForce(t, nowMs))
        return {};
    const QString why = t.state == Approved && isUsed(t)
                            ? tr("It was approved for one transfer, which is recorded. Ask for another one, or for a "
                                 "standing approval.")
                        : isExpired(t, nowMs)  ? tr("Its approval has ended.")
                        : t.state == Revoked   ? tr("Its approval was revoked.")
                        : t.state == Refused   ? tr("It was refused.")
                        : t.state == Withdrawn ? tr("It was taken back.")
                        : t.state == Answered  ? tr("The incident manager has not approved it.")
                        : t.state == Blocked   ? tr("Legal has blocked it.")
                                               : tr("Legal has not answered its checklist.");
    return tr("Nothing leaves under this transfer now. %1").arg(why);
}

bool isUndecided(TransferState state)
{
    using enum TransferState;
    return state == Asked || state == Blocked || state == Answered || state == Breach;
}

TransferTurn turnOf(const Transfer &t, qint64 nowMs)
{
    using enum TransferState;
    switch (t.state) {
    case Asked:
    case Breach:
        return TransferTurn::Legal;
    case Blocked:
        return TransferTurn::Requester;
    case Answered:
        return TransferTurn::Manager;
    case Approved:
        return t.openMoves > 0 || (t.moves == 0 && isInForce(t, nowMs)) ? TransferTurn::Handlers : TransferTurn::Nobody;
    case Refused:
    case Revoked:
    case Withdrawn:
    case Noted:
        break;
    }
    return t.openMoves > 0 ? TransferTurn::Handlers : TransferTurn::Nobody;
}

QString transferStateText(const Transfer &t, qint64 nowMs)
{
    if (isExpired(t, nowMs))
        return t.moves == 0      ? tr("approval ended, nothing left")
               : t.openMoves > 0 ? tr("approval ended, data is out")
                                 : tr("approval ended, data is back or gone");
    if (t.state == TransferState::Approved && t.moves > 0)
        return t.openMoves > 0 ? tr("approved, data is out") : tr("approved, data is back or gone");
    if (t.openMoves > 0 && t.state == TransferState::Revoked)
        return tr("revoked, data is still out");
    return nameOf(t.state);
}

QString mayNotAnswer(const Transfer &t, PersonId legal)
{
    if (legal == t.content.requester)
        return tr("Who asks for a transfer does not answer its checklist: requester, legal reviewer and approving "
                  "manager are three people.");
    return {};
}

Right decisionRight(TransferDecision decision, bool requesterHolds)
{
    switch (decision) {
    case TransferDecision::Withdrawn:
        return Right::AddEntry;
    case TransferDecision::Approved:
    case TransferDecision::Refused:
        return requesterHolds ? Right::TakeOver : Right::ApproveTransfer;
    case TransferDecision::Revoked:
        break;
    }
    return Right::ApproveTransfer;
}

QString mayNotDecide(const Transfer &t, const TransferActor &actor, bool requesterHolds, TransferDecision decision)
{
    const bool asked = actor.person == t.content.requester;
    if (decision == TransferDecision::Withdrawn)
        return asked || actor.person == t.enterer ? QString() : tr("Who asked takes the request back.");
    if (decision != TransferDecision::Revoked && asked)
        return tr("Nobody decides on their own request. Another holder of the role Incident manager does.");
    if (decision == TransferDecision::Approved && actor.person == t.legal)
        return tr("Who answered the checklist does not approve it: requester, legal reviewer and approving manager are "
                  "three people.");
    const Right right = decisionRight(decision, requesterHolds);
    if (mayDo(actor.roles, right, actor.holdsIncident))
        return {};
    return actor.roles & Role::IncidentManager
               ? tr("The incident manager who holds this incident decides. Take it over first.")
               : tr("The incident manager decides. This needs the role: %1.").arg(roleNames(rolesWith(right)));
}

bool waitsFor(const Transfer &t, const TransferActor &actor, bool requesterHolds, qint64 nowMs)
{
    const bool mine = actor.person == t.content.requester || (t.enterer.isValid() && actor.person == t.enterer);
    if (t.askedBack && isUndecided(t.state) && mine)
        return true;
    switch (turnOf(t, nowMs)) {
    case TransferTurn::Legal:
        return mayDo(actor.roles, Right::AnswerChecklist, false) && mayNotAnswer(t, actor.person).isEmpty();
    case TransferTurn::Manager:
        return mayNotDecide(t, actor, requesterHolds, TransferDecision::Approved).isEmpty();
    case TransferTurn::Requester:
        return mine;
    case TransferTurn::Handlers:
        return mine && t.openMoves > 0 && t.content.keepUntilMs > 0 && t.content.keepUntilMs <= nowMs;
    case TransferTurn::Nobody:
        break;
    }
    return false;
}

} // namespace tocsin
