#include "models/domain/audience.h"

#include "models/domain/mailaddress.h"

#include <QCoreApplication>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

Result<void> needed(const QString &text, const char *field, const QString &message)
{
    if (text.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, message, {}, QString::fromLatin1(field));
    return {};
}

} // namespace

template<> std::span<const EnumEntry<AddresseeKind>> enumTable<AddresseeKind>()
{
    static constexpr EnumEntry<AddresseeKind> table[] = {
        {AddresseeKind::Contact, "contact", QT_TRANSLATE_NOOP("tocsin::domain", "Contact of a customer")},
        {AddresseeKind::Authority, "authority", QT_TRANSLATE_NOOP("tocsin::domain", "Authority")},
        {AddresseeKind::Person, "person", QT_TRANSLATE_NOOP("tocsin::domain", "Data subject")},
        {AddresseeKind::Public, "public", QT_TRANSLATE_NOOP("tocsin::domain", "Public communication")},
        {AddresseeKind::Internal, "internal", QT_TRANSLATE_NOOP("tocsin::domain", "Colleague")},
    };
    return table;
}

template<> std::span<const EnumEntry<RecipientRule>> enumTable<RecipientRule>()
{
    static constexpr EnumEntry<RecipientRule> table[] = {
        {RecipientRule::Security, "security", QT_TRANSLATE_NOOP("tocsin::domain", "Security contact")},
        {RecipientRule::Administrator, "administrator",
         QT_TRANSLATE_NOOP("tocsin::domain", "Administrator, no security contact is known")},
        {RecipientRule::Added, "added", QT_TRANSLATE_NOOP("tocsin::domain", "Put in by hand")},
        {RecipientRule::Named, "named", QT_TRANSLATE_NOOP("tocsin::domain", "Named for this notice")},
    };
    return table;
}

template<> std::span<const EnumEntry<MatterKind>> enumTable<MatterKind>()
{
    static constexpr EnumEntry<MatterKind> table[] = {
        {MatterKind::FollowUp, "follow_up", QT_TRANSLATE_NOOP("tocsin::domain", "Follow-up")},
        {MatterKind::Receipt, "receipt", QT_TRANSLATE_NOOP("tocsin::domain", "Receipt")},
        {MatterKind::Question, "question", QT_TRANSLATE_NOOP("tocsin::domain", "Question")},
        {MatterKind::Reply, "reply", QT_TRANSLATE_NOOP("tocsin::domain", "Reply or call")},
        {MatterKind::Return, "return", QT_TRANSLATE_NOOP("tocsin::domain", "Return")},
        {MatterKind::WrongParty, "wrong_party", QT_TRANSLATE_NOOP("tocsin::domain", "Sent to the wrong party")},
    };
    return table;
}

template<> std::span<const EnumEntry<MatterState>> enumTable<MatterState>()
{
    static constexpr EnumEntry<MatterState> table[] = {
        {MatterState::Noted, "noted", QT_TRANSLATE_NOOP("tocsin::domain", "Noted")},
        {MatterState::Open, "open", QT_TRANSLATE_NOOP("tocsin::domain", "Open")},
        {MatterState::Answered, "answered", QT_TRANSLATE_NOOP("tocsin::domain", "Answered")},
        {MatterState::Final, "final", QT_TRANSLATE_NOOP("tocsin::domain", "Final: it will not be known")},
    };
    return table;
}

bool belongsTo(AddresseeKind kind, Audience audience)
{
    switch (audience) {
    case Audience::Customers:
        return kind == AddresseeKind::Contact;
    case Audience::Authority:
        return kind == AddresseeKind::Authority;
    case Audience::DataSubjects:
        return kind == AddresseeKind::Person || kind == AddresseeKind::Public;
    case Audience::Internal:
        break;
    }
    return kind == AddresseeKind::Internal;
}

Result<void> checkAddressee(const NamedAddressee &a, Audience audience)
{
    if (!belongsTo(a.kind, audience))
        return failure(ErrorKind::Invalid, tr("This notice is for others."), {}, QStringLiteral("kind"));
    for (const auto &[line, field] : {std::pair(a.name, "name"), std::pair(a.address, "address"),
                                      std::pair(a.country, "country"), std::pair(a.language, "language")}) {
        if (line.size() > 300)
            return failure(ErrorKind::Invalid, tr("Name and address are one line of 300 characters at most."), {},
                           QString::fromLatin1(field));
        if (const QString wrong = wrongInLine(line); a.added && !wrong.isEmpty())
            return failure(ErrorKind::Invalid, wrong, {}, QString::fromLatin1(field));
    }
    if (auto ok = needed(a.name, "name", tr("Name the addressee.")); !ok)
        return ok;
    if (auto ok = needed(a.address, "address", tr("Give the address.")); !ok)
        return ok;
    return needed(a.reason, "reason", a.added ? tr("Say why they are told.") : tr("Say why they are not told."));
}

bool isDue(MatterKind kind)
{
    return kind == MatterKind::FollowUp || kind == MatterKind::Question;
}

Result<void> checkMatter(const Matter &m, qint64 nowMs)
{
    if (auto ok = needed(m.words, "words", tr("Say what it is about.")); !ok)
        return ok;
    if (m.atMs <= 0 || m.atMs > nowMs)
        return failure(ErrorKind::Invalid, tr("Say when; not in the future."), {}, QStringLiteral("at"));
    if (m.kind == MatterKind::Receipt)
        if (auto ok = needed(m.reference, "reference", tr("Give the number of the receipt.")); !ok)
            return ok;
    if (m.state == MatterState::Open) {
        if (m.dueMs <= 0)
            return failure(ErrorKind::Invalid, tr("Say until when it is answered."), {}, QStringLiteral("due"));
        if (auto ok = needed(m.ownerName, "owner", tr("Say who sees to it.")); !ok)
            return ok;
    }
    if (m.state == MatterState::Answered || m.state == MatterState::Final)
        return needed(m.answer, "answer",
                      m.state == MatterState::Answered ? tr("Say what the answer is.")
                                                       : tr("Say why it will not be known."));
    return {};
}

const QList<NoticeLanguage> &noticeLanguages()
{
    static const QList<NoticeLanguage> list = {{QStringLiteral("en"), QStringLiteral("English")},
                                               {QStringLiteral("de"), QStringLiteral("Deutsch")},
                                               {QStringLiteral("fr"), QStringLiteral("Français")}};
    return list;
}

QString languageName(const QString &code)
{
    for (const NoticeLanguage &l : noticeLanguages())
        if (l.code == code)
            return l.name;
    return code;
}

} // namespace tocsin
