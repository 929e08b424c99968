#include "models/domain/working.h"

#include <QUrl>
#include <algorithm>

namespace tocsin {

namespace {

constexpr qsizetype kMostText = 20000;
constexpr qsizetype kMostLine = 400;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

bool blank(const QString &text)
{
    return text.trimmed().isEmpty();
}

Result<void> missing(const QString &text, const char *field)
{
    return failure(ErrorKind::Invalid, text, {}, QString::fromLatin1(field));
}

} // namespace

template<> std::span<const EnumEntry<LinkKind>> enumTable<LinkKind>()
{
    using enum LinkKind;
    static constexpr EnumEntry<LinkKind> table[] = {
        {Related, "related", QT_TRANSLATE_NOOP("tocsin::domain", "Related to")},
        {CausedBy, "caused_by", QT_TRANSLATE_NOOP("tocsin::domain", "Caused by")},
        {PartOf, "part_of", QT_TRANSLATE_NOOP("tocsin::domain", "Part of")},
        {DuplicateOf, "duplicate_of", QT_TRANSLATE_NOOP("tocsin::domain", "Duplicate of")},
    };
    return table;
}

template<> std::span<const EnumEntry<TaskState>> enumTable<TaskState>()
{
    static constexpr EnumEntry<TaskState> table[] = {
        {TaskState::Open, "open", QT_TRANSLATE_NOOP("tocsin::domain", "Open")},
        {TaskState::Done, "done", QT_TRANSLATE_NOOP("tocsin::domain", "Done")},
        {TaskState::Dropped, "dropped", QT_TRANSLATE_NOOP("tocsin::domain", "Dropped")},
    };
    return table;
}

template<> std::span<const EnumEntry<CrewDuty>> enumTable<CrewDuty>()
{
    using enum CrewDuty;
    static constexpr EnumEntry<CrewDuty> table[] = {
        {Scribe, "scribe", QT_TRANSLATE_NOOP("tocsin::domain", "Scribe")},
        {Communications, "communications", QT_TRANSLATE_NOOP("tocsin::domain", "Communications")},
        {ServiceEngineer, "service_engineer", QT_TRANSLATE_NOOP("tocsin::domain", "Service engineer")},
        {LegalAdviser, "legal_adviser", QT_TRANSLATE_NOOP("tocsin::domain", "Legal adviser")},
    };
    return table;
}

template<> std::span<const EnumEntry<PlaceKind>> enumTable<PlaceKind>()
{
    static constexpr EnumEntry<PlaceKind> table[] = {
        {PlaceKind::Call, "call", QT_TRANSLATE_NOOP("tocsin::domain", "Call")},
        {PlaceKind::Reference, "reference", QT_TRANSLATE_NOOP("tocsin::domain", "Outside reference")},
    };
    return table;
}

QString linkText(LinkKind kind, bool fromOther)
{
    if (!fromOther)
        return nameOf(kind);
    switch (kind) {
    case LinkKind::Related:
        break;
    case LinkKind::CausedBy:
        return tr("Cause of");
    case LinkKind::PartOf:
        return tr("Contains");
    case LinkKind::DuplicateOf:
        return tr("Goes on for");
    }
    return nameOf(kind);
}

Result<void> checkLink(const LinkFacts &f)
{
    if (!f.otherGiven)
        return missing(tr("Choose the other incident."), "other");
    if (f.itself)
        return missing(tr("An incident is not linked with itself."), "other");
    if (f.exists)
        return missing(tr("This link is there already."), "other");
    if (f.kind == LinkKind::DuplicateOf && f.isDuplicateAlready)
        return failure(ErrorKind::Refused,
                       tr("It is a duplicate of another incident already. Take that link back first."), {},
                       QStringLiteral("kind"));
    if (f.kind == LinkKind::DuplicateOf && f.goesRound)
        return failure(ErrorKind::Refused,
                       tr("The other one is a duplicate of this incident: one of them has to go on."), {},
                       QStringLiteral("other"));
    return {};
}

Result<void> checkUnlink(const UnlinkFacts &f)
{
    if (f.kind == LinkKind::DuplicateOf && f.endedAsDuplicate)
        return failure(ErrorKind::Refused, tr("It ended as this duplicate. Reopen it before the link is taken back."));
    if (f.kind == LinkKind::DuplicateOf && f.obligationsTaken)
        return failure(ErrorKind::Refused, tr("Its obligations were taken over. The link stays."));
    return blank(f.reason) ? missing(tr("Say why they do not belong together."), "reason") : Result<void>();
}

EarliestInstant earliestOf(qint64 ownMs, const QList<QPair<QString, qint64>> &ofDuplicates)
{
    EarliestInstant earliest{ownMs, {}};
    for (const auto &[reference, ms] : ofDuplicates)
        if (ms > 0 && (earliest.atMs == 0 || ms < earliest.atMs))
            earliest = {ms, reference};
    return earliest;
}

bool isToBeTaken(const ObligationFacts &f)
{
    return f.metMs == 0 && f.withdrawnMs == 0 && f.undeliverableMs == 0;
}

Result<void> checkTakeOver(const TakeOverFacts &f)
{
    if (!f.isDuplicate)
        return failure(ErrorKind::Refused, tr("Link it as a duplicate of this incident first."));
    if (f.survivorDone)
        return failure(ErrorKind::Refused, tr("This incident has ended: one of them has to go on."));
    if (std::none_of(f.obligations.begin(), f.obligations.end(), isToBeTaken))
        return failure(ErrorKind::Refused, tr("It has no open obligation to take over."));
    if (f.duplicateDeclared && !f.survivorDeclared)
        return failure(ErrorKind::Refused,
                       tr("The duplicate is declared and this incident is not. Declare it first: it goes on as the "
                          "reported one."));
    if (!f.survivorDeclared && !f.survivorTrackOpen)
        return failure(ErrorKind::Refused, tr("Open the notification track first."));
    for (const ObligationFacts &o : f.obligations)
        if (isToBeTaken(o) && o.exceptedUntilMs > f.nowMs)
            return failure(
                ErrorKind::Refused,
                tr("An exception is in force for one of them. It is taken over when the exception has ended."));
    return blank(f.reason) ? missing(tr("Say why they are taken over."), "reason") : Result<void>();
}

Result<void> checkSituation(const Situation &s)
{
    if (blank(s.known) && blank(s.unknown) && blank(s.next))
        return missing(tr("Write at least one of the three."), "known");
    for (const auto &[text, field] : {std::pair(s.known, "known"), {s.unknown, "unknown"}, {s.next, "next"}})
        if (text.size() > kMostText)
            return missing(tr("The text is longer than 20,000 characters."), field);
    return {};
}

Result<void> checkTask(const Task &t, const std::optional<Task> &before)
{
    if (blank(t.what))
        return missing(tr("Say what is to be done."), "what");
    if (t.what.size() > kMostLine)
        return missing(tr("A task is one line of at most 400 characters."), "what");
    if (!before)
        return t.state == TaskState::Open ? Result<void>() : missing(tr("A task begins open."), "what");
    if (before->state != TaskState::Open && t.state != TaskState::Open)
        return failure(ErrorKind::Refused, tr("It is not open any more."));
    if (t.state == TaskState::Dropped && blank(t.reason))
        return missing(tr("Say why it is dropped."), "reason");
    if (t.state == TaskState::Open && before->state != TaskState::Open && blank(t.reason))
        return missing(tr("Say why it is open again."), "reason");
    return {};
}

bool taskComesBefore(const Task &a, const Task &b)
{
    const bool aOpen = a.state == TaskState::Open, bOpen = b.state == TaskState::Open;
    if (aOpen != bOpen)
        return aOpen;
    if (!aOpen)
        return a.sinceMs != b.sinceMs ? a.sinceMs > b.sinceMs : a.id > b.id;
    if ((a.dueMs > 0) != (b.dueMs > 0))
        return a.dueMs > 0;
    return a.dueMs != b.dueMs ? a.dueMs < b.dueMs : a.id < b.id;
}

QList<CrewChange> crewNow(const QList<CrewChange> &history)
{
    QList<CrewChange> now;
    for (const CrewChange &c : history) {
        now.removeIf([&c](const CrewChange &o) { return o.isSameHolder(c); });
        if (c.assigned)
            now.append(c);
    }
    std::stable_sort(now.begin(), now.end(), [](const CrewChange &a, const CrewChange &b) { return a.duty < b.duty; });
    return now;
}

Result<void> checkCrew(const CrewChange &c, const QList<CrewChange> &now)
{
    if (blank(c.holderName))
        return missing(tr("Say who has this duty."), "holder");
    if (c.holderName.size() > kMostLine)
        return missing(tr("A name has at most 400 characters."), "holder");
    const bool has = std::any_of(now.begin(), now.end(), [&c](const CrewChange &o) { return o.isSameHolder(c); });
    if (c.assigned && has)
        return missing(tr("%1 has this duty already.").arg(c.holderName), "holder");
    if (!c.assigned && !has)
        return failure(ErrorKind::Conflict, tr("%1 does not have this duty any more.").arg(c.holderName));
    return {};
}

bool isSafeLink(const QString &link)
{
    const QUrl url(link.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || !url.userInfo().isEmpty())
        return false;
    if (url.scheme() == u"https")
        return !url.host().isEmpty();
    return url.scheme() == u"mailto" && url.path().contains(u'@') && !url.hasQuery();
}

Result<void> checkPlace(const OutsidePlace &p)
{
    if (blank(p.name))
        return missing(p.kind == PlaceKind::Call ? tr("Say what the call is for.") : tr("Name the other system."),
                       "name");
    if (blank(p.reference) && blank(p.link))
        return missing(p.kind == PlaceKind::Call ? tr("Give a number to dial, or a link.")
                                                 : tr("Give the reference there, or a link."),
                       "reference");
    if (!blank(p.link) && !isSafeLink(p.link))
        return missing(tr("Only links that begin with https:// or mailto: are kept."), "link");
    for (const auto &[text, field] : {std::pair(p.name, "name"), {p.reference, "reference"}})
        if (text.size() > kMostLine)
            return missing(tr("This is longer than 400 characters."), field);
    return p.link.size() > 2000 ? missing(tr("The link is longer than 2,000 characters."), "link") : Result<void>();
}

} // namespace tocsin
