#include "ui/notices/noticetext.h"

#include "models/rules/rulebook.h"
#include "models/services/noticesending.h"
#include "ui/common/timetext.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::notices", text);
}

} // namespace

QString noticeKind(const Notice &notice)
{
    return u"%1 · %2"_s.arg(nameOf(notice.audience), nameOf(notice.phase));
}

QString audienceHelp(Audience audience)
{
    switch (audience) {
    case Audience::Customers:
        return tr("The affected customers' security contacts, or their administrators where there are none.");
    case Audience::Authority:
        return tr("A data protection authority, where the provider itself owes it a notification.");
    case Audience::DataSubjects:
        return tr("The people the data is about, in plain language.");
    case Audience::Internal:
        return tr("Support and account managers. No legal clock; may go before a declaration.");
    }
    return {};
}

QString phaseHelp(NoticePhase phase)
{
    switch (phase) {
    case NoticePhase::First:
        return tr("What is known now. It meets the duty if everything required is given or said to be not known yet.");
    case NoticePhase::Further:
        return tr("Adds what was not known before.");
    case NoticePhase::Final:
        return tr("Closes the matter for its addressees.");
    case NoticePhase::Correction:
        return tr("Sets right what an earlier notice said.");
    }
    return {};
}

Tone toneOf(NoticeState state)
{
    switch (state) {
    case NoticeState::Draft:
        return Tone::Neutral;
    case NoticeState::LegalReview:
        return Tone::Medium;
    case NoticeState::Approved:
        return Tone::Running;
    case NoticeState::Queued:
    case NoticeState::Sent:
        return Tone::Accent;
    case NoticeState::Delivered:
        return Tone::Met;
    case NoticeState::Failed:
        return Tone::High;
    }
    return Tone::Neutral;
}

QString reachabilityName(Reachability reachability)
{
    switch (reachability) {
    case Reachability::SecurityContact:
        return tr("security contact");
    case Reachability::Administrator:
        return tr("administrator");
    case Reachability::Unreachable:
        return tr("unreachable");
    }
    return {};
}

Tone toneOf(Reachability reachability)
{
    switch (reachability) {
    case Reachability::SecurityContact:
        return Tone::Low;
    case Reachability::Administrator:
        return Tone::Medium;
    case Reachability::Unreachable:
        return Tone::High;
    }
    return Tone::Neutral;
}

QString reachedText(const Notice &notice)
{
    if (notice.messages > 0)
        return tr("reached %1 of %2").arg(notice.reached).arg(notice.messages);
    if (notice.state >= NoticeState::Queued)
        return tr("told by other means");
    return notice.state == NoticeState::Approved ? tr("ready to send") : tr("not sent");
}

QStringList missingContent(const QList<ContentItem> &items, const QMap<QString, ContentMark> &marks)
{
    QStringList missing;
    for (const ContentItem &item : items)
        if (item.required && marks.value(item.code, ContentMark::Missing) == ContentMark::Missing)
            missing << item.name;
    return missing;
}

QList<ObligationFacts> clocksFor(Audience audience, const QList<Obligation> &obligations)
{
    QList<ObligationFacts> facts;
    for (const Obligation &o : obligations) {
        const bool ours = (audience == Audience::Customers && o.addressee == Addressee::Customer) ||
                          (audience == Audience::Authority && o.addressee == Addressee::Authority) ||
                          (audience == Audience::DataSubjects && o.addressee == Addressee::DataSubjects);
        if (ours)
            facts << o.facts;
    }
    return facts;
}

QStringList unreachableNames(const QList<ScopeRow> &scope)
{
    QStringList names;
    for (const ScopeRow &row : scope)
        if (row.reachability == Reachability::Unreachable)
            names << u"%1 · %2"_s.arg(row.customerName, row.subscriptionName);
    names.removeDuplicates();
    return names;
}

int messageCount(const QList<ScopeRow> &scope)
{
    return static_cast<int>(recipientsOf(scope).size());
}

namespace {

bool isUndeliverable(const QList<Obligation> &obligations, CustomerId customer)
{
    return std::any_of(obligations.begin(), obligations.end(), [&](const Obligation &o) {
        return o.addressee == Addressee::Customer && o.customer == customer && o.facts.undeliverableMs > 0 &&
               o.facts.metMs == 0;
    });
}

} // namespace

bool isToldByHand(const NoticeDetails &notice, const ScopeRow &row)
{
    return row.reachability == Reachability::Unreachable && !notice.messaged.contains(row.subscription) &&
           notice.notice.audience == Audience::Customers;
}

ByHand byHandState(const NoticeDetails &notice, const ScopeRow &row, const QList<Obligation> &obligations)
{
    ByHand state;
    QStringList tried;
    for (const HandDelivery &d : notice.byHand) {
        if (d.subscription != row.subscription)
            continue;
        const TimeText time;
        state.lines << tr("%1 %2: %3, %4")
                           .arg(time.full(d.atMs), meansName(d.means), d.reached ? tr("reached") : tr("not reached"),
                                d.proof);
        if (d.reached)
            state.word = meansName(d.means);
        tried.removeAll(d.means);
        tried << d.means;
    }
    if (reachedByHand(notice.byHand, row.subscription)) {
        state.told = true;
        state.tone = Tone::Met;
        return state;
    }
    state.tone = Tone::High;
    if (isUndeliverable(obligations, row.customer)) {
        state.undeliverable = true;
        state.word = tr("not deliverable");
    } else {
        state.word = tried.isEmpty() ? tr("unreachable") : tr("tried: %1").arg(tried.size());
    }
    return state;
}

QStringList placesOf(const QString &contentCode)
{
    static const QHash<QString, QStringList> places{
        {u"nature"_s, {u"{{what_happened"_s, u"Nature of the breach"_s, u"What happened"_s, u"What is known"_s}},
        {u"people"_s, {u"{{categories_and_numbers"_s, u"People and records"_s}},
        {u"records"_s, {u"{{categories_and_numbers"_s, u"People and records"_s, u"Which of your data"_s}},
        {u"contact"_s, {u"{{contact_point"_s, u"Contact point"_s, u"Whom to"_s, u"Whom you"_s}},
        {u"consequences"_s, {u"{{likely_consequences"_s, u"Likely consequences"_s, u"What this may"_s}},
        {u"measures"_s, {u"{{measures"_s, u"Measures taken"_s, u"What we have done"_s}},
        {u"customer_actions"_s, {u"{{what_the_customer_can_do"_s, u"What you can do"_s}},
        {u"self_protection"_s, {u"{{what_you_can_do"_s, u"What you can do"_s}},
        {u"wording"_s, {u"{{answers"_s, u"What customers may ask"_s}},
    };
    return places.value(contentCode);
}

QStringList openFields(const NoticeDraft &draft)
{
    QStringList open = placeholdersIn(draft.subject + u'\n' + draft.body);
    for (const QString &filled : recipientPlaceholders())
        open.removeAll(filled);
    return open;
}

QString resultName(const QString &result)
{
    if (result == u"written")
        return tr("written to the folder");
    if (result == u"accepted")
        return tr("accepted by the server");
    if (result == u"failed")
        return tr("failed");
    if (result == u"refused")
        return tr("refused");
    if (result == u"unsure")
        return tr("unsure");
    return result.isEmpty() ? tr("queued") : result;
}

QString meansName(const QString &means)
{
    if (means == u"mail")
        return tr("by mail");
    if (means == u"telephone")
        return tr("by telephone");
    if (means == u"post")
        return tr("by post");
    if (means == u"portal")
        return tr("in the portal");
    return means;
}

} // namespace tocsin
