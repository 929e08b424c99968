#include "models/domain/transfer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostText = 4000;
constexpr qsizetype kMostNameBytes = 255; // what a folder of a common system holds

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

tl::unexpected<Error> invalid(const QString &text, const char *field)
{
    return failure(ErrorKind::Invalid, text, {}, QString::fromLatin1(field));
}

bool isBlank(const QString &text)
{
    return text.trimmed().isEmpty();
}

QByteArray compact(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

/** Each field that has to be filled, in the order of the form, and what to say where it is not. */
struct Needed
{
    QString TransferInput::*field;
    const char *name;
    const char *text;
    bool ofBreach; ///< needed for a breach of procedure too
};

const Needed kNeeded[] = {
    {&TransferInput::title, "title", QT_TRANSLATE_NOOP("tocsin::domain", "Give it a short name: what goes where."),
     true},
    {&TransferInput::what, "what", QT_TRANSLATE_NOOP("tocsin::domain", "Say what data it is."), true},
    {&TransferInput::dataKind, "dataKind", QT_TRANSLATE_NOOP("tocsin::domain", "Choose what kind of data it is."),
     true},
    {&TransferInput::amount, "amount", QT_TRANSLATE_NOOP("tocsin::domain", "Say how much it is."), false},
    {&TransferInput::whose, "whose", QT_TRANSLATE_NOOP("tocsin::domain", "Say whose data it is."), false},
    {&TransferInput::environment, "environment",
     QT_TRANSLATE_NOOP("tocsin::domain", "Choose the environment it leaves."), true},
    {&TransferInput::source, "source", QT_TRANSLATE_NOOP("tocsin::domain", "Say from where it leaves."), true},
    {&TransferInput::destination, "destination", QT_TRANSLATE_NOOP("tocsin::domain", "Say where it goes."), true},
    {&TransferInput::purpose, "purpose", QT_TRANSLATE_NOOP("tocsin::domain", "Say why it is needed."), false},
    {&TransferInput::handlers, "handlers", QT_TRANSLATE_NOOP("tocsin::domain", "Name who handles it."), false},
    {&TransferInput::protection, "protection", QT_TRANSLATE_NOOP("tocsin::domain", "Say how it is protected."), false},
    {&TransferInput::destruction, "destruction",
     QT_TRANSLATE_NOOP("tocsin::domain", "Say how it is destroyed or returned."), false},
};

} // namespace

template<> std::span<const EnumEntry<TransferKind>> enumTable<TransferKind>()
{
    using enum TransferKind;
    static constexpr EnumEntry<TransferKind> table[] = {
        {Single, "single", QT_TRANSLATE_NOOP("tocsin::domain", "One transfer")},
        {Standing, "standing", QT_TRANSLATE_NOOP("tocsin::domain", "Standing approval")},
        {Breach, "breach", QT_TRANSLATE_NOOP("tocsin::domain", "Breach of procedure")},
    };
    return table;
}

template<> std::span<const EnumEntry<TransferState>> enumTable<TransferState>()
{
    using enum TransferState;
    static constexpr EnumEntry<TransferState> table[] = {
        {Asked, "asked", QT_TRANSLATE_NOOP("tocsin::domain", "waits for legal")},
        {Blocked, "blocked", QT_TRANSLATE_NOOP("tocsin::domain", "blocked by legal")},
        {Answered, "answered", QT_TRANSLATE_NOOP("tocsin::domain", "waits for the incident manager")},
        {Approved, "approved", QT_TRANSLATE_NOOP("tocsin::domain", "approved")},
        {Refused, "refused", QT_TRANSLATE_NOOP("tocsin::domain", "refused")},
        {Revoked, "revoked", QT_TRANSLATE_NOOP("tocsin::domain", "revoked")},
        {Withdrawn, "withdrawn", QT_TRANSLATE_NOOP("tocsin::domain", "taken back")},
        {Breach, "breach", QT_TRANSLATE_NOOP("tocsin::domain", "breach of procedure, waits for legal")},
        {Noted, "noted", QT_TRANSLATE_NOOP("tocsin::domain", "breach of procedure, seen by legal")},
    };
    return table;
}

template<> std::span<const EnumEntry<ChecklistAnswer>> enumTable<ChecklistAnswer>()
{
    using enum ChecklistAnswer;
    static constexpr EnumEntry<ChecklistAnswer> table[] = {
        {Yes, "yes", QT_TRANSLATE_NOOP("tocsin::domain", "Yes")},
        {No, "no", QT_TRANSLATE_NOOP("tocsin::domain", "No")},
        {NotApplicable, "not_applicable", QT_TRANSLATE_NOOP("tocsin::domain", "Not applicable")},
    };
    return table;
}

template<> std::span<const EnumEntry<ChecklistVerdict>> enumTable<ChecklistVerdict>()
{
    using enum ChecklistVerdict;
    static constexpr EnumEntry<ChecklistVerdict> table[] = {
        {Go, "go", QT_TRANSLATE_NOOP("tocsin::domain", "may go ahead")},
        {Stop, "stop", QT_TRANSLATE_NOOP("tocsin::domain", "blocked")},
        {Noted, "noted", QT_TRANSLATE_NOOP("tocsin::domain", "seen")},
    };
    return table;
}

template<> std::span<const EnumEntry<TransferDecision>> enumTable<TransferDecision>()
{
    using enum TransferDecision;
    static constexpr EnumEntry<TransferDecision> table[] = {
        {Approved, "approved", QT_TRANSLATE_NOOP("tocsin::domain", "approved")},
        {Refused, "refused", QT_TRANSLATE_NOOP("tocsin::domain", "refused")},
        {Revoked, "revoked", QT_TRANSLATE_NOOP("tocsin::domain", "revoked")},
        {Withdrawn, "withdrawn", QT_TRANSLATE_NOOP("tocsin::domain", "taken back")},
    };
    return table;
}

template<> std::span<const EnumEntry<TransferRemarkKind>> enumTable<TransferRemarkKind>()
{
    static constexpr EnumEntry<TransferRemarkKind> table[] = {
        {TransferRemarkKind::Question, "question", QT_TRANSLATE_NOOP("tocsin::domain", "asked back")},
        {TransferRemarkKind::Answer, "answer", QT_TRANSLATE_NOOP("tocsin::domain", "answered")},
    };
    return table;
}

template<> std::span<const EnumEntry<TransferOutcome>> enumTable<TransferOutcome>()
{
    using enum TransferOutcome;
    static constexpr EnumEntry<TransferOutcome> table[] = {
        {Returned, "returned", QT_TRANSLATE_NOOP("tocsin::domain", "Returned")},
        {Destroyed, "destroyed", QT_TRANSLATE_NOOP("tocsin::domain", "Destroyed")},
        {Kept, "kept", QT_TRANSLATE_NOOP("tocsin::domain", "Kept")},
    };
    return table;
}

QString questionsJson(const QList<TransferQuestion> &items)
{
    QJsonArray array;
    for (const TransferQuestion &q : items)
        array.append(QJsonObject{{u"code"_s, q.code}, {u"question"_s, q.question}});
    return QString::fromUtf8(compact(array));
}

QList<TransferQuestion> questionsFromJson(const QString &json)
{
    QList<TransferQuestion> items;
    for (const QJsonValue &v : QJsonDocument::fromJson(json.toUtf8()).array())
        items.append({v[u"code"_s].toString(), v[u"question"_s].toString()});
    return items;
}

QString linesJson(const QList<ChecklistLine> &lines)
{
    QJsonArray array;
    for (const ChecklistLine &l : lines)
        array.append(
            QJsonObject{{u"code"_s, l.code}, {u"answer"_s, codeOf(l.answer)}, {u"remark"_s, l.remark.trimmed()}});
    return QString::fromUtf8(compact(array));
}

QList<ChecklistLine> linesFromJson(const QString &json)
{
    QList<ChecklistLine> lines;
    for (const QJsonValue &v : QJsonDocument::fromJson(json.toUtf8()).array())
        lines.append({v[u"code"_s].toString(),
                      fromCode<ChecklistAnswer>(v[u"answer"_s].toString()).value_or(ChecklistAnswer::No),
                      v[u"remark"_s].toString()});
    return lines;
}

Result<void> checkTransfer(const TransferInput &in, qint64 nowMs)
{
    const bool breach = in.kind == TransferKind::Breach;
    for (const Needed &n : kNeeded) {
        const QString &text = in.*n.field;
        if (isBlank(text) && (n.ofBreach || !breach))
            return invalid(tr(n.text), n.name);
        if (text.size() > kMostText)
            return invalid(tr("This is longer than %1 characters. Attach the rest as a file.").arg(kMostText), n.name);
    }
    if (in.title.trimmed().size() > 120)
        return invalid(tr("The name is longer than 120 characters."), "title");
    if (breach)
        return isBlank(in.found) ? Result<void>(invalid(tr("Say how it was found."), "found")) : Result<void>();
    if (in.keepUntilMs <= nowMs)
        return invalid(tr("Say until when it is kept; not in the past."), "keepUntil");
    return {};
}

Result<void> checkChecklist(const ChecklistInput &in, const QList<TransferQuestion> &asked)
{
    if (in.verdict == ChecklistVerdict::Noted)
        return isBlank(in.remark) ? Result<void>(invalid(tr("Give legal's words on it."), "remark")) : Result<void>();
    QSet<QString> codes, answered;
    for (const TransferQuestion &q : asked)
        codes.insert(q.code);
    bool blocks = false;
    for (const ChecklistLine &l : in.lines) {
        if (!codes.contains(l.code) || answered.contains(l.code))
            return invalid(tr("This is not an item of the list it was asked under."), "lines");
        answered.insert(l.code);
        blocks = blocks || l.answer == ChecklistAnswer::No;
        if (l.answer == ChecklistAnswer::No && isBlank(l.remark))
            return invalid(tr("Say with each \"no\" what is missing."), "lines");
    }
    for (const TransferQuestion &q : asked)
        if (!answered.contains(q.code))
            return invalid(tr("Still to be answered: %1.").arg(q.question), "lines");
    if (in.verdict == ChecklistVerdict::Go && blocks && isBlank(in.goAhead))
        return invalid(tr("An item answered \"no\" blocks the transfer. Say why it may go ahead nevertheless."),
                       "goAhead");
    if (in.verdict == ChecklistVerdict::Stop && isBlank(in.remark))
        return invalid(tr("Say what it needs before it may go ahead."), "remark");
    return {};
}

QString itemNameProblem(const QString &name)
{
    if (isBlank(name))
        return tr("An item has a name.");
    if (name == u"." || name == u".." || name.contains(u'/') || name.contains(QChar(0)))
        return tr("The name of an item is no path: %1").arg(name);
    if (name.contains(QChar(QChar::ReplacementCharacter)))
        return tr("The name of this file is no text in UTF-8. Rename it first.");
    for (qsizetype i = 0; i < name.size(); ++i) {
        const bool pair = name[i].isHighSurrogate() && i + 1 < name.size() && name[i + 1].isLowSurrogate();
        if (name[i].isSurrogate() && !pair)
            return tr("The name of this file is no text in UTF-8. Rename it first.");
        i += pair ? 1 : 0;
    }
    if (name.toUtf8().size() > kMostNameBytes)
        return tr("The name of an item is longer than %1 bytes.").arg(kMostNameBytes);
    return {};
}

QByteArray sha256List(const QList<TransferItem> &items)
{
    QByteArray text;
    for (const TransferItem &item : items) {
        if (item.name.isEmpty()) { // redacted (P12.2): a comment to whom the list is checked with
            text += "# " + item.sha256.toLatin1() + " (name redacted)\n";
            continue;
        }
        QByteArray name = item.name.toUtf8();
        const bool hostile = name.contains('\\') || name.contains('\n') || name.contains('\r');
        if (hostile)
            name.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
        text += (hostile ? "\\" : "") + item.sha256.toLatin1() + " *" + name + '\n';
    }
    return text;
}

Result<void> checkMove(const TransferMoveInput &in, qint64 nowMs)
{
    if (in.items.isEmpty())
        return invalid(tr("Add what left: each item with its SHA-256."), "items");
    if (in.items.size() > kMostTransferItems)
        return invalid(tr("%1 items at once are the most. Pack them into one archive.").arg(kMostTransferItems),
                       "items");
    QSet<QString> names;
    for (const TransferItem &item : in.items) {
        if (const QString problem = itemNameProblem(item.name); !problem.isEmpty())
            return invalid(problem, "items");
        if (names.contains(item.name))
            return invalid(tr("Two items have the name %1.").arg(item.name), "items");
        names.insert(item.name);
        const bool hex = item.sha256.size() == 64 && std::all_of(item.sha256.begin(), item.sha256.end(), [](QChar c) {
                             return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
                         });
        if (!hex || item.size < 0)
            return invalid(tr("%1 has no SHA-256.").arg(item.name), "items");
    }
    if (isBlank(in.carrier))
        return invalid(tr("Say who moved it."), "carrier");
    if (isBlank(in.how))
        return invalid(tr("Say how it was moved: by which way, in which container."), "how");
    if (in.atMs <= 0 || in.atMs > nowMs)
        return invalid(tr("Say when it left; not in the future."), "at");
    return {};
}

Result<void> checkEnd(const TransferEndInput &in, qint64 movedMs, qint64 nowMs)
{
    if (isBlank(in.byWhom))
        return invalid(tr("Say who did it."), "byWhom");
    if (isBlank(in.how))
        return invalid(in.outcome == TransferOutcome::Kept ? tr("Say why it is kept, and where.")
                                                           : tr("Say how it was done."),
                       "how");
    if (in.atMs < movedMs || in.atMs > nowMs)
        return invalid(tr("Say when: after it left, not in the future."), "at");
    if (in.outcome == TransferOutcome::Kept && isBlank(in.owner))
        return invalid(tr("What is kept has an owner."), "owner");
    if (in.outcome == TransferOutcome::Kept && in.untilMs <= nowMs)
        return invalid(tr("What is kept has a date until when; not in the past."), "until");
    return {};
}

} // namespace tocsin
