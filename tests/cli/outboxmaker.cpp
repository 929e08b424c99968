// outboxmaker FILE ACCOUNT.json ADDRESS...: makes a database with one notice that was approved and ordered to leave by
// mail to these addresses, a customer each. The account is host, port, security, user, authority (a file) and timeout.

#include "app/commands/commanddatabase.h"
#include "models/exchange/noticerenderer.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

template<class T> T orStop(Result<T> result, const char *what)
{
    if (result) {
        if constexpr (std::is_void_v<T>)
            return;
        else
            return std::move(*result);
    }
    std::fprintf(stderr, "%s: %s (%s)\n", what, qPrintable(result.error().userText), qPrintable(result.error().detail));
    std::_Exit(4);
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

MailAccount accountFrom(const QString &path)
{
    const QJsonObject o = QJsonDocument::fromJson(contents(path)).object();
    MailAccount a;
    a.host = o["host"_L1].toString();
    a.port = o["port"_L1].toInt();
    a.security = fromCode<MailSecurity>(o["security"_L1].toString()).value_or(MailSecurity::StartTls);
    a.login = o["user"_L1].toString();
    a.senderName = u"Exemplar Cloud"_s;
    a.senderAddress = u"notices@provider.example"_s;
    a.authority = QString::fromLatin1(contents(o["authority"_L1].toString()));
    a.timeoutS = o["timeout"_L1].toInt(60);
    return a;
}

/** Declared, with a customer for each address. */
IncidentId declared(Services &s, const QStringList &addresses)
{
    NewIncident incident;
    incident.title = u"Keys in a build log"_s;
    incident.description = u"Read by a stranger."_s;
    incident.reportedBy = u"the test"_s;
    incident.detectedMs = s.session.nowMs();
    const IncidentId id = orStop(s.incidents.record(incident), "record");
    orStop(s.incidents.move(id, 0, Stage::Assess, u"looked at"_s), "move");
    AssessmentInput assessment;
    assessment.findings = {FunctionalImpact::Low, InformationImpacts(InformationImpact::PrivacyBreach),
                           Recoverability::Regular, CustomerDataRisk::Confirmed};
    orStop(s.assessments.assess(id, orStop(s.incidents.byId(id), "incident").version, assessment), "assess");
    orStop(s.incidents.move(id, 0, Stage::Diagnose, u"escalated"_s), "move");
    for (qsizetype i = 0; i < addresses.size(); ++i) {
        Customer customer;
        customer.name = u"Customer %1"_s.arg(i);
        const CustomerId c = orStop(s.customers.add(customer), "customer");
        Subscription subscription;
        subscription.customer = c;
        subscription.name = u"sub-%1"_s.arg(i);
        subscription.kind = u"subscription"_s;
        const SubscriptionId sub = orStop(s.customers.addSubscription(subscription), "subscription");
        Contact contact;
        contact.customer = c;
        contact.subscription = sub;
        contact.name = u"Security %1"_s.arg(i);
        contact.email = addresses.at(i);
        contact.kind = u"security"_s;
        (void)orStop(s.customers.addContact(contact), "contact");
        ScopeRow row;
        row.subscription = sub;
        row.customer = c;
        row.accessed = u"a signing key"_s;
        row.certainty = u"confirmed"_s;
        orStop(s.customers.setScope(id, row, u"Data-flow log"_s), "scope");
    }
    const auto entry =
        orStop(s.timeline.add(id, {EntryKind::Evidence, s.session.nowMs(), u"Log pulled"_s, {}, true}), "entry");
    DeclarationInput d;
    d.statementSigned = true;
    d.consultedWho = u"Ada Ruiz"_s;
    d.consultedMs = s.session.nowMs();
    d.citations = {entry};
    orStop(s.declarations.declare(id, orStop(s.incidents.byId(id), "incident").version, d), "declare");
    return id;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const SystemClock clock;
    NoticeRenderer renderer;
    auto database = orStop(CommandDatabase::open(words.at(1), OpenMode::Create, clock, &renderer), "create");
    orStop(database->addFirstPerson(u"Mira Kahn"_s), "person");
    Services &s = database->services();
    Person ada;
    ada.name = u"Ada Ruiz"_s;
    ada.email = u"ada@provider.example"_s;
    ada.roles = Role::Legal;
    const PersonId legal = orStop(s.people.add(ada), "legal");
    orStop(s.outbox.saveAccount(accountFrom(words.at(2))), "account");
    const IncidentId id = declared(s, words.mid(3));
    NoticeDraft text;
    text.subject = u"Incident affecting {{subscriptions}}"_s;
    text.body = u"Dear {{contact}},\n\nin **{{subscriptions}}** this was read: {{accessed}}.\n"_s;
    for (const ContentItem &item : s.session.rules().requiredContent(Audience::Customers))
        text.content.insert(item.code, ContentMark::Given);
    const NoticeId notice = orStop(s.notices.start(id, Audience::Customers, NoticePhase::First, text), "notice");
    orStop(s.notices.submit(notice, 0), "submit");
    orStop(s.notices.approve(notice, 0, {legal, s.session.nowMs(), u"by telephone"_s, u"Agreed."_s}), "approve");
    orStop(s.outbox.order(notice, 0, false), "order");
    return 0;
}
