#include "tests/bench/benchparts.h"

#include "app/platform/systemclock.h"
#include "models/rules/rulebook.h"
#include "models/services/renderer.h"
#include "models/services/workspace.h"
#include "models/storage/database.h"
#include "ui/common/texttable.h"
#include "ui/notices/matrixview.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QScrollBar>
#include <QTableView>

namespace tocsin::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSubscriptions = 10'000;
constexpr int kFrames = 600;
constexpr double kFrameMs = 1000.0 / 60;
constexpr int kPatienceMs = 60'000;

/** An incident with so many subscriptions in scope, each of a customer of its own with a contact. */
IncidentId makeScope(const QString &path, const QString &login, const Clock &clock, const RuleBook &rules)
{
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(path + suffix);
    auto db = must(Database::open(path, OpenMode::Create, clock), "database of the matrix");
    Services services(*db, rules, nullptr);
    Person person;
    person.name = u"Mira Kahn"_s;
    person.login = login;
    for (const auto &role : enumTable<Role>())
        person.roles |= role.value;
    must(services.people.add(person), "person");
    services.session.setActor(must(services.people.byLogin(login), "person"));
    CustomerFile file;
    file.name = u"many.csv"_s;
    file.sha256 = QString(64, u'b');
    for (int i = 0; i < kSubscriptions; ++i) {
        const ImportPlace place{file.name, u"line %1"_s.arg(i + 2)};
        const QString customer = u"Customer %1"_s.arg(i), ref = u"sub-%1"_s.arg(i);
        file.customers.append({place, customer, u"DE"_s, {}, {}, {}});
        file.subscriptions.append({place, customer, ref, u"subscription"_s, ref, {}});
        ImportedContact contact;
        contact.place = place;
        contact.customer = customer;
        contact.subscriptionRef = ref;
        contact.name = u"Security desk"_s;
        contact.email = u"soc@customer-%1.example"_s.arg(i);
        contact.kind = u"security"_s;
        file.contacts.append(contact);
    }
    (void)must(services.customerImports.apply(file), "customers");
    NewIncident incident;
    incident.title = u"Keys in a build log"_s;
    incident.reportedBy = u"bench"_s;
    incident.detectedMs = clock.nowMs() - kHourMs;
    const IncidentId id = must(services.incidents.record(incident), "incident");
    QList<ScopeRow> rows = must(services.scopes.search(id, {}), "search");
    for (ScopeRow &row : rows) {
        row.accessed = u"a signing key"_s;
        row.certainty = u"confirmed"_s;
        row.inScope = true;
    }
    (void)must(services.scopes.add(id, rows, {}, u"Log"_s), "scope");
    return id;
}

bool waitUntil(const std::function<bool()> &done)
{
    for (const double begun = nowMs(); !done();) {
        if (nowMs() - begun > kPatienceMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 1);
    }
    return true;
}

} // namespace

QList<Row> measureMatrix(const Setup &setup)
{
    const SystemClock clock;
    const RuleBook rules = must(RuleBook::load(), "rules");
    const QString path = setup.folder + u"/matrix.tocsin"_s;
    const IncidentId id = makeScope(path, setup.login, clock, rules);
    applyTheme(*qApp, Theme::Mode::Light);
    Workspace workspace(clock, rules, [] { return std::unique_ptr<Renderer>(); });
    OpenRequest request;
    request.path = path;
    request.login = setup.login;
    workspace.open(request);
    if (!waitUntil([&] { return workspace.isOpen(); }))
        stop(u"the database of the matrix does not open"_s);
    UiContext ui;
    ui.workspace = &workspace;
    MatrixView view(ui);
    view.resize(1280, 720);
    view.show();
    const double begun = nowMs();
    view.showIncident(id);
    auto *table = view.findChild<TextTable *>();
    if (!waitUntil([&] { return table->shown() == kSubscriptions; }))
        stop(u"the matrix shows no rows"_s);
    table->view()->viewport()->repaint();
    const double opened = nowMs() - begun;
    // From end to end, so that each frame shows rows that were not there before; what is queued is done within the
    // frame.
    QScrollBar *bar = table->view()->verticalScrollBar();
    QList<double> frames;
    for (int n = 1; n <= kFrames; ++n) {
        const double start = nowMs();
        bar->setValue(static_cast<int>(qint64{bar->maximum()} * n / kFrames));
        QCoreApplication::processEvents();
        table->view()->viewport()->repaint();
        frames << nowMs() - start;
    }
    if (bar->value() != bar->maximum())
        stop(u"the matrix was not scrolled to its end"_s);
    return {limitRow(u"A frame of the matrix of 10,000 subscriptions while it scrolls, 99th percentile"_s,
                     percentile(frames, 0.99), kFrameMs, ms,
                     u"p50 %1; first rows %2"_s.arg(ms(median(frames)), ms(opened)))};
}

} // namespace tocsin::bench
