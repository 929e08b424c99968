#pragma once

#include "models/domain/enumtable.h"
#include "models/domain/error.h"
#include "models/domain/ids.h"
#include "models/domain/noticestate.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace tocsin {

/** Who is named as an addressee beside what the rule finds (P9.1). */
enum class AddresseeKind { Contact, Authority, Person, Public, Internal };
template<> std::span<const EnumEntry<AddresseeKind>> enumTable<AddresseeKind>();

/** Whether such an addressee belongs to a notice of this audience. */
[[nodiscard]] bool belongsTo(AddresseeKind kind, Audience audience);

/** One addressee who was put in, or taken out, by a person with a reason. */
struct NamedAddressee
{
    AddresseeKind kind = AddresseeKind::Contact;
    CustomerId customer; ///< of a contact alone
    QString name;
    QString address; ///< of mail, a portal, a street
    QString country;
    QString language;
    bool added = true;
    QString reason;
    QString byName = {};
    qint64 atMs = 0;
};
[[nodiscard]] Result<void> checkAddressee(const NamedAddressee &addressee, Audience audience);

/** One of those who get an approved text, as legal approved it (P9.7). */
struct FrozenRecipient
{
    CustomerId customer;
    SubscriptionId subscription;
    qint64 contact = 0;
    QString name;
    QString address;         ///< as approved
    QString rule;            ///< how they were found: code of RecipientRule
    QString addressNow = {}; ///< the contact's, which may have been corrected since (P9.2)
    bool active = true;      ///< the contact is there still
};

/** A place where a notice has words that are a name of another customer, or of what is its (P9.3). */
struct ForeignName
{
    QString place; ///< "subject", "body", or "accessed" of a subscription
    QString words;
    QString line;        ///< the line they stand in, as it reads
    QString said;        ///< for people: "Line 3: Birch Clinic"
    QStringList whose;   ///< the customers that are called so
    QString reason = {}; ///< why they are meant as they stand; empty: they keep the notice from approval
    QString byName = {};
    qint64 atMs = 0;
    [[nodiscard]] bool isMeant() const { return !reason.isEmpty(); }
};

/** How a recipient was found (P9.2). */
enum class RecipientRule { Security, Administrator, Added, Named };
template<> std::span<const EnumEntry<RecipientRule>> enumTable<RecipientRule>();

/** What is still to be told, or came back (P9.5, P9.9). */
enum class MatterKind { FollowUp, Receipt, Question, Reply, Return, WrongParty };
template<> std::span<const EnumEntry<MatterKind>> enumTable<MatterKind>();

/** Where such a thing stands. */
enum class MatterState { Noted, Open, Answered, Final };
template<> std::span<const EnumEntry<MatterState>> enumTable<MatterState>();

struct Matter
{
    MatterId id;
    int version = 0;
    IncidentId incident;
    NoticeId notice;
    MatterKind kind = MatterKind::Reply;
    QString item; ///< of a follow-up: the code of what is not known yet
    CustomerId customer;
    QString customerName = {};
    QString who; ///< whom it came from
    qint64 atMs = 0;
    QString reference; ///< the authority's number, or a Message-ID
    QString words;
    PersonId owner;
    QString ownerName;
    qint64 dueMs = 0;
    MatterState state = MatterState::Noted;
    QString answer;
    qint64 sinceMs = 0;
    int noticeNumber = 0; ///< of the notice it belongs to
    Audience audience = Audience::Customers;
};
/** True if it has a clock, and needs somebody. */
[[nodiscard]] inline bool isOpen(const Matter &matter)
{
    return matter.state == MatterState::Open;
}
/** Follow-ups and questions are due; the rest is noted. */
[[nodiscard]] bool isDue(MatterKind kind);
[[nodiscard]] Result<void> checkMatter(const Matter &matter, qint64 nowMs);

/** P9.5: what is not known yet is told within 7 days, unless legal says otherwise. */
constexpr qint64 kFollowUpMs = 7LL * 24 * 3600 * 1000;

/** Languages that notices are written in, by ISO 639-1, with their own names. */
struct NoticeLanguage
{
    QString code;
    QString name;
};
[[nodiscard]] const QList<NoticeLanguage> &noticeLanguages();
[[nodiscard]] QString languageName(const QString &code);

/** A template of one audience, phase and language (P9.6). */
struct NoticeTemplate
{
    qint64 id = 0; ///< 0: the one the program came with
    int version = 0;
    Audience audience = Audience::Customers;
    NoticePhase phase = NoticePhase::First;
    QString language = QStringLiteral("en");
    QString subject;
    QString body;
    qint64 newest = 0;   ///< key of the newest version
    qint64 approved = 0; ///< of the one that legal approved last; 0: none was
    QString approvedSubject = {};
    QString approvedBody = {};
    QString authorName = {};
    PersonId author = {};
    [[nodiscard]] bool isApproved() const { return id == 0 || (approved > 0 && approved == newest); }
};

/** A version of a template, as it was kept. */
struct TemplateVersion
{
    qint64 id = 0; ///< 0: the one the program came with
    QString subject;
    QString body;
    QString reason;
    QString authorName;
    qint64 atMs = 0;
    QString approvedByName; ///< who of legal approved it last; empty: nobody did
    bool inForce = false;
};

/** The provider, as it writes itself into notices and forms. */
struct Provider
{
    qint64 id = 0;
    int version = 0;
    QString name;
    QString identifier;
    QString address;
    QString sector;
    QString country; ///< where it is established, ISO 3166-1 alpha-2
    QString representative;
    QString officer;      ///< the data protection officer and how to reach them
    QString contactPoint; ///< where more can be asked
};

/** What was brought in to find out who is affected (P9.3). */
struct ScopeImport
{
    QString kind; ///< "list", "flow_log", "search"
    QString sourceName;
    QString sha256;
    AttachmentId attachment;
    int rows = 0;
    int matched = 0;
    int notMatched = 0;
    QStringList unmatched; ///< what no subscription was found for, as it stood there
    QString byName = {};
    qint64 atMs = 0;
};

} // namespace tocsin
