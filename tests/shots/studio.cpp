#include "tests/shots/studio.h"

#include "models/exchange/demoseeder.h"
#include "models/exchange/noticerenderer.h"
#include "ui/shell/alertdesk.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

constexpr QSize kWindow(1280, 720);
constexpr QSize kSmallest(960, 600);
const char *const kLogin = "mara";

RuleBook loadedRules()
{
    auto rules = RuleBook::load();
    if (!rules)
        stop(rules.error().userText);
    return *rules;
}

/** The window with the menus that stand open over it. */
QPixmap pictureOf(QWidget &window)
{
    QPixmap picture = window.grab();
    QPainter painter(&picture);
    const QWidgetList others = QApplication::topLevelWidgets();
    for (QWidget *other : others) {
        if (other->isVisible() && other->windowType() == Qt::Popup)
            painter.drawPixmap(other->mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), other->grab());
    }
    return picture;
}

/** A mail server that never answers, so that sending stands still for its picture, and knows nobody who tries it. */
class SilentMailer : public Mailer
{
public:
    void submit(const OutgoingMail &) override {}
    void probe() override
    {
        m_answers = {{0, {MailOutcome::NotBegun, MailFault::Login, 535, u"5.7.8 Error: authentication failed"_s}}};
        m_told();
    }
    QList<MailAnswer> takeAnswers(int) override { return std::exchange(m_answers, {}); }
    void onAnswer(std::function<void()> told) override { m_told = std::move(told); }
    void stop(bool) override {}

private:
    std::function<void()> m_told;
    QList<MailAnswer> m_answers;
};

} // namespace

void stop(const QString &what)
{
    std::fprintf(stderr, "tocsin_shots: %s\n", qPrintable(what));
    std::exit(1);
}

Studio::Studio(QString pictures, QString work)
    : m_pictures(std::move(pictures))
    , m_work(std::move(work))
    , m_clock(kNow)
    , m_rules(loadedRules())
{
    renewWindow();
}

Studio::~Studio() = default;

void Studio::renewWindow()
{
    m_window.reset();
    Preferences preferences; // the new window opens nothing by itself
    const QStringList known = preferences.recentDatabases();
    for (const QString &path : known)
        preferences.forgetDatabase(path);
    m_workspace = std::make_unique<Workspace>(m_clock, m_rules, [] { return std::make_unique<NoticeRenderer>(); });
    WindowOptions options;
    options.login = QLatin1StringView(kLogin);
    options.personName = DemoSeeder::viewerName();
    options.makeDemo = [](const QString &, QObject *, const std::function<void(const QString &)> &) {};
    options.calendar = &m_calendar;
    options.makeMailer = [](const MailAccount &, const QString &) { return std::make_unique<SilentMailer>(); };
    options.files = &m_files;
    m_window = std::make_unique<MainWindow>(*m_workspace, m_clock, options);
    m_window->resize(kWindow);
    m_window->show();
    m_window->activateWindow();
}

void Studio::open(const OpenRequest &request)
{
    OpenRequest complete = request;
    complete.login = QLatin1StringView(kLogin);
    complete.personName = DemoSeeder::viewerName();
    std::optional<bool> opened;
    QObject context;
    QObject::connect(m_workspace.get(), &Workspace::opened, &context, [&opened] { opened = true; });
    QObject::connect(m_workspace.get(), &Workspace::openFailed, &context, [&opened] { opened = false; });
    m_workspace->open(complete);
    if (!QTest::qWaitFor([&opened] { return opened.has_value(); }, kPatience))
        stop(u"%1 was not opened"_s.arg(request.path));
    settle();
    if (!keepAlerts)
        m_window->findChild<AlertDesk *>()->acknowledge();
    settle();
}

void Studio::openDemo(const QString &path)
{
    m_clock.set(DemoSeeder::startMs(kNow));
    open({path, true, false, {}, {}});
    ask<DemoReport>([this](Services &s) { return DemoSeeder(s, m_clock, m_work + u"/notices"_s).seed(kNow); });
    settle();
    renewWindow(); // this one has seen its clock go by leaps
    open({path, false, false, {}, {}});
}

void Studio::needDemo()
{
    if (!m_workspace->isOpen())
        openDemo(workPath(u"demo.tocsin"_s));
}

void Studio::settle()
{
    QElapsedTimer quiet;
    quiet.start();
    const bool settled = QTest::qWaitFor(
        [&] {
            if (m_workspace->pending() > 0)
                quiet.restart();
            return quiet.hasExpired(kQuietMs);
        },
        kPatience);
    if (!settled)
        stop(u"the window does not come to rest"_s);
}

void Studio::shoot(const QString &name)
{
    if (qEnvironmentVariableIsSet("TOCSIN_SHOTS_SMALL"))
        m_window->resize(kSmallest);
    settle();
    for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
        applyTheme(*qApp, mode);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        const QString path =
            u"%1/%2-%3.png"_s.arg(m_pictures, mode == Theme::Mode::Dark ? u"dark"_s : u"light"_s, name);
        if (!pictureOf(*m_window).save(path))
            stop(u"%1 cannot be written"_s.arg(path));
    }
    applyTheme(*qApp, Theme::Mode::Light);
}

void Studio::page(const QString &key)
{
    m_window->showPage(key);
    settle();
}

Incident Studio::read(qint64 number)
{
    return ask<Incident>([number](Services &s) { return s.incidents.byNumber(number); });
}

IncidentId Studio::incident(qint64 number, const QString &tab)
{
    const IncidentId id = read(number).id;
    m_window->openIncident(id, tab);
    settle();
    return id;
}

void Studio::hold(qint64 number)
{
    const Incident incident = read(number);
    if (incident.manager == m_workspace->status().person.id)
        return;
    ask<void>([id = incident.id](Services &s) {
        return s.incidents.takeOver(id, 0, u"The shift changes; both have agreed."_s);
    });
    settle();
}

QWidget *Studio::seek(const QString &name) const
{
    const QList<QWidget *> found = m_window->findChildren<QWidget *>(name);
    for (QWidget *widget : found) {
        if (widget->isVisible())
            return widget;
    }
    return nullptr;
}

QWidget *Studio::find(const QString &name)
{
    QWidget *widget = seek(name);
    if (!widget)
        stop(u"nothing of the name %1 is in sight"_s.arg(name));
    return widget;
}

bool Studio::has(const QString &name)
{
    return seek(name) != nullptr;
}

void Studio::click(const QString &name)
{
    QWidget *widget = find(name);
    if (!widget->isEnabled())
        std::fprintf(stderr, "  %s is disabled: %s\n", qPrintable(name), qPrintable(widget->toolTip()));
    if (auto *button = qobject_cast<QAbstractButton *>(widget))
        button->click();
    else
        QTest::mouseClick(widget, Qt::LeftButton);
    settle();
}

void Studio::openMenu(const QString &name)
{
    const auto *button = qobject_cast<QPushButton *>(find(name));
    if (!button || !button->menu())
        stop(u"%1 has no menu"_s.arg(name));
    QMenu *menu = button->menu();
    menu->popup({});
    settle();
    menu->move(button->mapToGlobal(QPoint(button->width() - menu->width(), button->height() + 4)));
    settle();
}

void Studio::type(const QString &name, const QString &text)
{
    QWidget *widget = find(name);
    widget->setFocus();
    for (const QChar c : text)
        QTest::sendKeyEvent(QTest::Click, widget, Qt::Key_unknown, QString(c), Qt::NoModifier);
    settle();
}

void Studio::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *target = QApplication::focusWidget();
    QTest::keyClick(target ? target : m_window.get(), key, modifiers);
    settle();
}

void Studio::closePopups()
{
    while (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    settle();
}

} // namespace tocsin::shots
