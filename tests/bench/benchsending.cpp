#include "tests/bench/benchparts.h"

#include "app/platform/systemclock.h"
#include "models/exchange/noticerenderer.h"
#include "models/mail/mailworker.h"
#include "models/rules/rulebook.h"
#include "models/services/outboxsender.h"
#include "models/storage/database.h"
#include "tests/support/scriptserver.h"

#include <QFile>

#include <curl/curl.h>

#include <cstring>

using namespace Qt::StringLiterals;

namespace tocsin::bench {

namespace {

constexpr int kMessages = 300;
constexpr int kQueued = 5000;
constexpr double kLeastShare = 0.9; ///< of what the bare loop reaches
constexpr double kMostQueueMs = 10'000;
const QString kPassword = u"only for tests"_s;

/** A database with one notice to so many customers, approved. */
class World
{
public:
    World(const QString &path, int customers)
        : m_rules(must(RuleBook::load(), "rules"))
    {
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(path + suffix);
        m_database = must(Database::open(path, OpenMode::Create, m_clock), "create");
        services = std::make_unique<Services>(*m_database, m_rules, &m_renderer);
        Person all;
        all.name = u"Mira Kahn"_s;
        for (const auto &role : enumTable<Role>())
            all.roles |= role.value;
        all.login = u"mira"_s;
        all.id = must(services->people.add(all), "person");
        services->session.setActor(all);
        Person ada;
        ada.name = u"Ada Ruiz"_s;
        ada.roles = Role::Legal;
        const PersonId legal = must(services->people.add(ada), "legal");
        must(services->session.together([&]() -> Result<void> {
            tell(customers, legal);
            return {};
        }),
             "tell");
    }

    NoticeId notice;
    std::unique_ptr<Services> services;

private:
    void tell(int customers, PersonId legal)
    {
        Services &s = *services;
        NewIncident n;
        n.title = u"Keys in a build log"_s;
        n.reportedBy = u"the bench"_s;
        n.detectedMs = m_clock.nowMs();
        const IncidentId id = must(s.incidents.record(n), "record");
        must(s.incidents.move(id, 0, Stage::Assess, u"r"_s), "assess");
        AssessmentInput a;
        a.findings = {FunctionalImpact::Low, InformationImpacts(InformationImpact::PrivacyBreach),
                      Recoverability::Regular, CustomerDataRisk::Confirmed};
        must(s.assessments.assess(id, must(s.incidents.byId(id), "incident").version, a), "assess");
        must(s.incidents.move(id, 0, Stage::Diagnose, u"r"_s), "diagnose");
        for (int i = 0; i < customers; ++i) {
            const QString name = u"Customer %1"_s.arg(i);
            const CustomerId c = must(s.customers.add({{}, 0, name, {}, u"DE"_s, {}}), "customer");
            const SubscriptionId sub =
                must(s.customers.addSubscription({{}, 0, c, u"sub-%1"_s.arg(i), u"subscription"_s}), "subscription");
            (void)must(s.customers.addContact(
                           {0, 0, c, sub, u"Security"_s, u"c%1@customer.example"_s.arg(i), {}, u"security"_s, true}),
                       "contact");
            ScopeRow row;
            row.subscription = sub;
            row.customer = c;
            row.accessed = u"a signing key"_s;
            row.certainty = u"confirmed"_s;
            must(s.customers.setScope(id, row, u"Log"_s), "scope");
        }
        const EntryId entry =
            must(s.timeline.add(id, {EntryKind::Evidence, m_clock.nowMs(), u"Log pulled"_s, {}, true}), "entry");
        DeclarationInput d;
        d.statementSigned = true;
        d.consultedWho = u"Ada Ruiz"_s;
        d.consultedMs = m_clock.nowMs();
        d.citations = {entry};
        must(s.declarations.declare(id, must(s.incidents.byId(id), "incident").version, d), "declare");
        NoticeDraft text;
        text.subject = u"Incident affecting {{subscriptions}}"_s;
        text.body = u"Dear {{contact}},\n\nin **{{subscriptions}}** was read: {{accessed}}.\n\n"_s +
                    u"We are sorry, and this is what we do about it.\n\n"_s.repeated(40);
        for (const ContentItem &item : m_rules.requiredContent(Audience::Customers))
            text.content.insert(item.code, ContentMark::Given);
        notice = must(s.notices.start(id, Audience::Customers, NoticePhase::First, text), "notice");
        must(s.notices.submit(notice, 0), "submit");
        must(s.notices.approve(notice, 0, {legal, m_clock.nowMs(), u"by telephone"_s, u"Agreed."_s}), "approve");
    }

    SystemClock m_clock;
    RuleBook m_rules;
    NoticeRenderer m_renderer;
    std::unique_ptr<Database> m_database;
};

MailAccount account(const test::ScriptServer &server)
{
    MailAccount a;
    a.host = u"localhost"_s;
    a.port = server.port(u"port"_s);
    a.login = u"tocsin"_s;
    a.senderAddress = u"notices@provider.example"_s;
    a.authority = server.authority();
    return a;
}

struct Bytes
{
    QByteArray text;
    qsizetype read = 0;
};

size_t give(char *to, size_t size, size_t count, void *data)
{
    auto *bytes = static_cast<Bytes *>(data);
    const qsizetype n = qMin<qsizetype>(qsizetype(size * count), bytes->text.size() - bytes->read);
    std::memcpy(to, bytes->text.constData() + bytes->read, size_t(n));
    bytes->read += n;
    return size_t(n);
}

/** The same messages, one after the other over one connection, and nothing kept: ms for all. */
double bareLoop(const MailAccount &a, const QList<std::pair<QString, QByteArray>> &mails)
{
    CURL *curl = curl_easy_init();
    QByteArray authority = a.authority.toUtf8();
    curl_blob blob{authority.data(), size_t(authority.size()), CURL_BLOB_COPY};
    curl_easy_setopt(curl, CURLOPT_URL, u"smtp://localhost:%1"_s.arg(a.port).toUtf8().constData());
    curl_easy_setopt(curl, CURLOPT_USE_SSL, long(CURLUSESSL_ALL));
    curl_easy_setopt(curl, CURLOPT_CAINFO_BLOB, &blob);
    curl_easy_setopt(curl, CURLOPT_USERNAME, "tocsin");
    curl_easy_setopt(curl, CURLOPT_PASSWORD, kPassword.toUtf8().constData());
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, "<notices@provider.example>");
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    const double begun = nowMs();
    for (const auto &[to, text] : mails) {
        Bytes bytes{text, 0};
        curl_slist *list = curl_slist_append(nullptr, ('<' + to.toUtf8() + '>').constData());
        curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, list);
        curl_easy_setopt(curl, CURLOPT_READDATA, &bytes);
        if (curl_easy_perform(curl) != CURLE_OK)
            stop(u"the bare loop was refused"_s);
        curl_slist_free_all(list);
    }
    const double spent = nowMs() - begun;
    curl_easy_cleanup(curl);
    return spent;
}

/** The same by the program's own line, and nothing committed: what of a difference is the line's. */
double lineAlone(const MailAccount &a, const QList<std::pair<QString, QByteArray>> &mails)
{
    MailWorker worker(a, kPassword);
    const double begun = nowMs();
    for (qsizetype i = 0; i < mails.size(); ++i)
        worker.submit({i + 1, a.senderAddress, mails.at(i).first, mails.at(i).second, 0});
    for (qsizetype answered = 0; answered < mails.size();) {
        const QList<MailAnswer> answers = worker.takeAnswers(1000);
        for (const MailAnswer &answer : answers)
            if (!answer.reply.accepted())
                stop(u"the line alone was refused"_s);
        answered += answers.size();
    }
    return nowMs() - begun;
}

QString perSecond(double value)
{
    return u"%1/s"_s.arg(value, 0, 'f', 1);
}

} // namespace

QList<Row> measureSending(const Setup &setup)
{
    test::ScriptServer &server = test::ScriptServer::postfix();
    if (!server.problem().isEmpty())
        stop(server.problem());
    QList<Row> rows;
    {
        World many(setup.folder + u"/queue.tocsin"_s, kQueued);
        must(many.services->outbox.saveAccount(account(server)), "account");
        const double begun = nowMs();
        must(many.services->outbox.order(many.notice, 0, false), "order");
        rows << limitRow(u"5,000 notices filled, checked and queued"_s, nowMs() - begun, kMostQueueMs, ms);
    }
    World world(setup.folder + u"/sending.tocsin"_s, kMessages);
    Services &s = *world.services;
    must(s.outbox.saveAccount(account(server)), "account");
    must(s.outbox.order(world.notice, 0, false), "order");
    QList<std::pair<QString, QByteArray>> mails;
    const NoticeDetails details = must(s.notices.details(world.notice), "details");
    for (const MessageRow &m : details.messages)
        mails.append({m.address, must(s.outbox.file(m.id, false), "message")});
    const MailAccount a = must(s.outbox.account(), "account");
    (void)bareLoop(a, mails.mid(0, 20)); // both find Postfix awake
    const double before = bareLoop(a, mails);
    MailWorker worker(a, kPassword);
    const double begun = nowMs();
    const SendingEnd end = must(sendOutbox(s.outbox, worker, a, [](const OutboxTotals &) { return true; }), "send");
    const double spent = nowMs() - begun;
    if (end.totals.accepted != kMessages)
        stop(u"%1 of %2 messages left"_s.arg(end.totals.accepted).arg(kMessages));
    const double floor = (before + bareLoop(a, mails)) / 2; // on both sides of it
    const double alone = lineAlone(a, mails);
    const double share = floor / spent;
    Row row;
    row.what = u"Sending over one connection, claims and answers committed"_s;
    row.value = perSecond(kMessages * 1000 / spent);
    row.floor = perSecond(kMessages * 1000 / floor);
    row.ratio = QString::number(share, 'f', 2);
    row.beside = u"the line alone, nothing committed: %1"_s.arg(floor / alone, 0, 'f', 2);
    row.target = u"at least 0.9"_s;
    row.holds = share >= kLeastShare;
    rows << row;
    return rows;
}

} // namespace tocsin::bench
