#include "models/services/workspace.h"

#include "models/rules/rulebook.h"
#include "models/services/anchorstore.h"
#include "models/services/draftdesk.h"
#include "models/services/earlyopen.h"
#include "models/services/presencedesk.h"
#include "models/services/renderer.h"
#include "models/services/serverlogin.h"
#include "models/storage/auditrepository.h"
#include "models/storage/database.h"
#include "models/storage/filecheck.h"
#include "models/storage/storagethread.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>
#include <QTimer>
#include <atomic>
#include <mutex>

namespace tocsin {

namespace {

constexpr int kPollMs = 1000;
constexpr qint64 kHeartbeatMs = 10 * kSecondMs;
constexpr qint64 kAnchorEveryMs = kMinuteMs;
constexpr qint64 kDraftsAgainMs = 10 * kSecondMs; ///< a full disk is not tried at each look
constexpr int kListedIncidents = 500;             ///< more changed at once: read anew

} // namespace

/** One connection with its services; lives and dies on its thread. */
struct OpenDatabase
{
    std::unique_ptr<Database> database;
    std::unique_ptr<Renderer> renderer;
    std::unique_ptr<Services> services;
    std::optional<Error> trouble; ///< why it could not be opened
};

namespace {

std::shared_future<const RuleBook *> readAlready(const RuleBook &rules)
{
    std::promise<const RuleBook *> promise;
    promise.set_value(&rules);
    return promise.get_future();
}

Result<std::unique_ptr<Database>> openDatabase(const OpenRequest &request, EarlyOpen *early, const Clock &clock,
                                               ServerClock &serverClock)
{
    if (early && !request.create && !request.readOnly)
        if (auto opened = early->take(request.path))
            return std::move(*opened);
    return Database::open(request.path,
                          request.create     ? OpenMode::Create
                          : request.readOnly ? OpenMode::ReadOnly
                                             : OpenMode::Existing,
                          clock, &serverClock, request.password);
}

} // namespace

/** What follows a job of the main lane: changes since the last look, or why the record cannot be read. */
struct Workspace::Aftermath
{
    std::optional<ChangeSet> changes;
    std::optional<Error> trouble;
    bool presence = false; ///< somebody opened or left an incident
};

struct Workspace::Private
{
    Private(const Clock &c, std::shared_future<const RuleBook *> r)
        : clock(c)
        , rules(std::move(r))
    {
    }

    const Clock &clock;
    ServerClock serverClock{clock};
    std::shared_future<const RuleBook *> rules;
    std::shared_ptr<EarlyOpen> early; ///< until the first open()
    std::function<std::unique_ptr<Renderer>()> makeRenderer;
    DatabaseStatus status;
    bool open = false;
    bool isLost = false;
    QString password;               ///< of the open database, for its second connection
    std::atomic<qint64> seenMs = 0; ///< when the record was last read
    qint64 lastSeq = 0;             ///< main lane only
    qint64 beatMs = 0;              ///< main lane only: when the server was asked last, by the monotonic clock
    qint64 anchoredSeq = 0;         ///< main lane only: the last link kept outside
    qint64 anchorMs = 0;            ///< main lane only: when the last link was kept outside, by the monotonic clock
    bool wasTroubled = false;       ///< main lane only: the last look at the database failed
    std::optional<qint64> draftsMs; ///< main lane only: when drafts on disk were last seen, by the monotonic clock
    OpenDatabase lanes[2];
    std::unique_ptr<DraftDesk> drafts;
    std::unique_ptr<PresenceDesk> presence;
    QTimer poll;
    std::mutex mutex;
    std::vector<std::function<void()>> answers;
    bool drainPosted = false;
    std::atomic<int> jobs = 0;
    std::atomic<int> generation = 0; ///< answers of a closed database are not delivered
    std::unique_ptr<StorageThread> threads[2];

    [[nodiscard]] Result<DatabaseStatus> openOn(const OpenRequest &request, EarlyOpen *begun);
    [[nodiscard]] Result<void> openLane(OpenDatabase &lane, const OpenRequest &request, const Person &person);
    [[nodiscard]] Aftermath aftermath();
    [[nodiscard]] Aftermath look();
    /** With a server: whether there is anything to look at. It tells by itself; now and then it is asked all the same.
     */
    [[nodiscard]] bool isDue(Database &database);
    /** What was typed while the database was away goes into it (DESIGN 17). */
    void bringDraftsBack();
    /** Keeps the last link outside the database (DESIGN 4); a window that is killed leaves one a minute old at most. */
    void keepAnchor();
};

Workspace::Workspace(const Clock &clock, const RuleBook &rules, std::function<std::unique_ptr<Renderer>()> makeRenderer,
                     QObject *parent)
    : Workspace(clock, readAlready(rules), std::move(makeRenderer), parent)
{
}

Workspace::Workspace(const Clock &clock, std::shared_future<const RuleBook *> rules,
                     std::function<std::unique_ptr<Renderer>()> makeRenderer, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(clock, std::move(rules)))
{
    d->makeRenderer = std::move(makeRenderer);
    d->drafts = std::make_unique<DraftDesk>(*this);
    d->presence = std::make_unique<PresenceDesk>(*this);
    d->poll.setInterval(kPollMs);
    connect(&d->poll, &QTimer::timeout, this, &Workspace::pollChanges);
}

Workspace::~Workspace()
{
    close();
    for (auto &thread : d->threads)
        thread.reset(); // joins; no answer runs after this
    d->presence.reset();
    d->drafts.reset();
}

const DatabaseStatus &Workspace::status() const
{
    return d->status;
}
const Clock &Workspace::clock() const
{
    return d->serverClock;
}
qint64 Workspace::clockDifferenceMs() const
{
    return d->serverClock.differenceMs();
}
const RuleBook &Workspace::rules() const
{
    return *d->rules.get();
}
DraftDesk &Workspace::drafts() const
{
    return *d->drafts;
}
PresenceDesk &Workspace::presence() const
{
    return *d->presence;
}
bool Workspace::isLost() const
{
    return d->isLost;
}
qint64 Workspace::lastReadMs() const
{
    return d->seenMs;
}
bool Workspace::isOpen() const
{
    return d->open;
}
int Workspace::pending() const
{
    return d->jobs;
}

tl::unexpected<Error> Workspace::notOpen()
{
    return failure(ErrorKind::Offline, QCoreApplication::translate("tocsin::services", "No database is open."));
}

Result<void> Workspace::Private::openLane(OpenDatabase &lane, const OpenRequest &request, const Person &person)
{
    auto database = Database::open(request.path, request.readOnly ? OpenMode::ReadOnly : OpenMode::Existing, clock,
                                   &serverClock, request.password);
    if (!database)
        return tl::unexpected(database.error());
    lane.database = std::move(*database);
    lane.renderer = makeRenderer ? makeRenderer() : nullptr;
    lane.services = std::make_unique<Services>(*lane.database, *rules.get(), lane.renderer.get());
    lane.services->session.setActor(person);
    return {};
}

Result<DatabaseStatus> Workspace::Private::openOn(const OpenRequest &request, EarlyOpen *begun)
{
    OpenDatabase &lane = lanes[0];
    auto database = openDatabase(request, begun, clock, serverClock);
    if (!database)
        return tl::unexpected(database.error());
    lane.database = std::move(*database);
    lane.renderer = makeRenderer ? makeRenderer() : nullptr;
    lane.services = std::make_unique<Services>(*lane.database, *rules.get(), lane.renderer.get());
    Services &s = *lane.services;
    if (request.create) {
        Person first;
        first.name = request.personName.trimmed().isEmpty() ? request.login : request.personName.trimmed();
        first.login = request.login;
        for (const auto &role : enumTable<Role>())
            first.roles |= role.value; // P13.5: on a local database one person holds all roles
        if (const auto added = s.people.add(first); !added) {
            lane = {};
            removeMadeFile(request.path); // the next attempt must not find it
            return tl::unexpected(added.error());
        }
    }
    DatabaseStatus st;
    st.path = request.path;
    st.readOnly = lane.database->isReadOnly();
    st.name = QFileInfo(request.path).completeBaseName();
    if (lane.database->isShared()) {
        if (const auto login = ServerLogin::parse(request.path)) {
            st.name = login->database;
            st.server = login->server();
        }
    } else {
        st.movedTo = lane.database->movedTo();
    }
    st.isDemo = s.record.purpose().value_or(QString()) == u"demo";
    st.isShared = lane.database->isShared();
    st.weakness = lane.database->weakness().value_or(QString());
    auto person = st.isShared ? s.people.whoLoggedIn() : s.people.byLogin(request.login);
    if (!person && st.isShared)
        return tl::unexpected(person.error());
    if (!person && st.isDemo) {
        auto people = s.people.all(); // the demo is tried as its incident manager
        if (people)
            for (const Person &p : std::as_const(*people))
                if (p.roles & Role::IncidentManager) {
                    person = p;
                    break;
                }
    }
    if (person)
        st.person = *person;
    else
        st.person.name = request.login; // reads; may do nothing until somebody adds them
    s.session.setActor(st.person);
    anchorMs = anchoredSeq = beatMs = 0;
    wasTroubled = false;
    draftsMs.reset();
    if (auto head = s.record.head()) {
        lastSeq = head->seq;
        st.uuid = head->databaseUuid;
    }
    seenMs = s.session.nowMs();
    s.drafts.setStore(DraftStore(st.uuid, st.person.id));
    if (!st.readOnly && !s.drafts.store().isEmpty())
        (void)s.drafts.bringBack();
    return st;
}

Workspace::Aftermath Workspace::Private::aftermath()
{
    if (!lanes[0].database)
        return {};
    Database &database = *lanes[0].database;
    const bool nothing = database.isShared() && !isDue(database);
    Aftermath after = nothing ? Aftermath{} : look();
    after.presence = database.takePresence();
    return after;
}

Workspace::Aftermath Workspace::Private::look()
{
    Database &database = *lanes[0].database;
    AuditRepository record(database);
    auto head = record.head();
    if (!head) {
        wasTroubled = true;
        return {std::nullopt, head.error(), false};
    }
    seenMs = lanes[0].services->session.nowMs();
    bringDraftsBack();
    if (const qint64 nowMs = clock.monotonicMs();
        head->first != anchoredSeq && (anchorMs == 0 || nowMs - anchorMs > kAnchorEveryMs)) {
        anchorMs = nowMs;
        anchoredSeq = head->first;
        keepAnchor();
    }
    if (head->first == lastSeq)
        return {};
    auto changes = record.changesSince(lastSeq, kListedIncidents);
    if (!changes)
        return {std::nullopt, changes.error(), false};
    ChangeSet set;
    set.everything = changes->bulk || changes->incidents.size() > kListedIncidents || changes->lastSeq < lastSeq;
    set.people = changes->people;
    set.incidents = QSet<IncidentId>(changes->incidents.begin(), changes->incidents.end());
    set.lastSeq = lastSeq = changes->lastSeq;
    return {set, std::nullopt, false};
}

bool Workspace::Private::isDue(Database &database)
{
    const qint64 nowMs = clock.monotonicMs();
    const bool beat = beatMs == 0 || nowMs - beatMs >= kHeartbeatMs;
    const bool noticed = database.hasNotice();
    if (beat) {
        beatMs = nowMs;
        (void)database.measureClock();
    }
    return beat || noticed || wasTroubled || database.isLost();
}

void Workspace::Private::bringDraftsBack()
{
    const bool isBack = std::exchange(wasTroubled, false);
    DraftService &kept = lanes[0].services->drafts;
    if (lanes[0].database->isReadOnly() || kept.store().isEmpty()) {
        draftsMs.reset();
        return;
    }
    const qint64 nowMs = clock.monotonicMs();
    const qint64 sinceMs = nowMs - draftsMs.value_or(nowMs);
    if (!draftsMs || isBack || sinceMs >= kDraftsAgainMs)
        draftsMs = nowMs;
    if (isBack || sinceMs >= kDraftsAgainMs)
        (void)kept.bringBack();
}

void Workspace::Private::keepAnchor()
{
    if (!lanes[0].services || lanes[0].database->isReadOnly())
        return;
    if (auto head = lanes[0].services->record.head())
        (void)AnchorStore().remember(*head);
}

void Workspace::deliver(std::function<void()> answer)
{
    bool post = false;
    {
        const std::lock_guard lock(d->mutex);
        d->answers.push_back(std::move(answer));
        post = !std::exchange(d->drainPosted, true);
    }
    if (post)
        QMetaObject::invokeMethod(this, "drain", Qt::QueuedConnection);
}

void Workspace::drain()
{
    std::vector<std::function<void()>> answers;
    {
        const std::lock_guard lock(d->mutex);
        answers.swap(d->answers);
        d->drainPosted = false;
    }
    for (const auto &answer : answers)
        answer();
}

void Workspace::postJob(Lane lane, std::function<std::function<void()>(Services *, const Error &)> job)
{
    const int n = static_cast<int>(lane);
    if (!d->threads[n])
        d->threads[n] = std::make_unique<StorageThread>();
    ++d->jobs;
    const int generation = d->generation;
    const OpenRequest request{d->status.path, false, d->status.readOnly, {}, {}, d->password};
    const Person person = d->status.person;
    const bool open = d->open;
    d->threads[n]->post([this, n, generation, request, person, open, job = std::move(job)] {
        OpenDatabase &lanes = d->lanes[n];
        if (n == 1 && open && !lanes.services)
            if (auto ok = d->openLane(lanes, request, person); !ok) {
                lanes = {};
                lanes.trouble = ok.error();
            }
        std::function<void()> answer = job(lanes.services.get(), lanes.trouble.value_or(notOpen().value()));
        const Aftermath after = n == 0 ? d->aftermath() : Aftermath{};
        deliver([this, generation, answer = std::move(answer), after, n] {
            --d->jobs;
            if (generation != d->generation)
                return;
            if (answer)
                answer();
            if (n == 0)
                tellAftermath(after);
        });
    });
}

void Workspace::onNotice()
{
    const int generation = d->generation;
    const Aftermath after = d->aftermath();
    deliver([this, generation, after] {
        if (generation == d->generation)
            tellAftermath(after);
    });
}

void Workspace::tellAftermath(const Aftermath &after)
{
    const bool was = std::exchange(d->isLost, after.trouble.has_value());
    const bool isBack = was && !d->isLost;
    if (isBack && d->status.isShared) {
        // What a page could not read meanwhile is no change of the record, so everything is read again.
        ChangeSet all;
        all.everything = all.people = true;
        all.lastSeq = after.changes ? after.changes->lastSeq : 0;
        Q_EMIT changed(all);
    } else if (after.changes) {
        Q_EMIT changed(*after.changes);
    }
    if (after.presence)
        d->presence->refresh();
    if (isBack)
        Q_EMIT recovered();
    else if (d->isLost && !was)
        Q_EMIT lost(*after.trouble);
}

void Workspace::open(const OpenRequest &asked)
{
    close();
    OpenRequest request = asked;
    if (ServerLogin::isAddress(request.path)) {
        const auto login = ServerLogin::parse(request.path);
        if (!login) { // its words could have a password among them: they are not repeated
            deliver([this, error = login.error()] { Q_EMIT openFailed(error, {}); });
            return;
        }
        request.path = login->address();
        if (request.password.isEmpty())
            request.password = login->password;
    }
    postJob(Lane::Main, [this, request, early = std::exchange(d->early, nullptr)](Services *, const Error &) {
        auto status = std::make_shared<Result<DatabaseStatus>>(d->openOn(request, early.get()));
        if (!*status)
            d->lanes[0] = {};
        else if ((*status)->isShared)
            d->threads[0]->watch([this] { return d->lanes[0].database ? d->lanes[0].database->noticeSocket() : -1; },
                                 [this] { onNotice(); });
        else
            d->serverClock.forget();
        return std::function<void()>([this, status, request] {
            if (!*status) {
                Q_EMIT openFailed(status->error(), request.path);
                return;
            }
            d->status = **status;
            d->password = request.password;
            d->open = true;
            d->poll.start();
            Q_EMIT opened(d->status);
        });
    });
}

void Workspace::goOnWith(std::unique_ptr<EarlyOpen> early)
{
    if (!early)
        return;
    d->threads[static_cast<int>(Lane::Main)] = early->takeThread();
    d->early = std::move(early);
}

void Workspace::close()
{
    d->poll.stop();
    if (d->open && !d->isLost)
        d->presence->leave();
    for (const int n : {1, 0}) {
        if (!d->threads[n])
            continue;
        d->threads[n]->post([this, n] {
            if (n == 0)
                d->keepAnchor();
            d->lanes[n] = {};
        });
    }
    ++d->generation; // also what is being opened is not wanted any more
    if (!d->open)
        return;
    d->open = d->isLost = false;
    d->status = {};
    d->password.clear();
    Q_EMIT closed();
}

void Workspace::pollChanges()
{
    // An empty job: what follows it looks for changes of this and of other programs.
    if (d->open && d->jobs == 0)
        postJob(Lane::Main, [](Services *, const Error &) { return std::function<void()>(); });
}

} // namespace tocsin
