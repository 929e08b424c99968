#include "app/platform/desktopalerts.h"

#include <notificationsinterface.h>

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QPointer>
#include <QTimer>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 3000;
constexpr int kDesktopDecides = -1; ///< how long it stays
constexpr uchar kNormal = 1;
constexpr uchar kCritical = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::desktop", text);
}

Error noDesktop(const QString &detail)
{
    return {ErrorKind::Offline, tr("This desktop shows no messages of programs."), detail, {}};
}

/** Some desktops take the text for markup. */
QString plain(const QString &text)
{
    return text.toHtmlEscaped();
}

} // namespace

struct DesktopAlerts::Private
{
    std::unique_ptr<OrgFreedesktopNotificationsInterface> bus;
    uint shownId = 0; ///< 0: nothing is shown
    QPointer<QObject> context;
    std::function<void()> pressed;

    /** Made when it is first needed: to reach the bus takes a while. */
    [[nodiscard]] bool connected()
    {
        if (bus)
            return true;
        const QDBusConnection session = QDBusConnection::sessionBus();
        if (!session.isConnected())
            return false;
        bus = std::make_unique<OrgFreedesktopNotificationsInterface>(u"org.freedesktop.Notifications"_s,
                                                                     u"/org/freedesktop/Notifications"_s, session);
        bus->setTimeout(kPatienceMs);
        QObject::connect(bus.get(), &OrgFreedesktopNotificationsInterface::ActionInvoked, bus.get(),
                         [this](uint id, const QString &) {
                             if (id != shownId)
                                 return;
                             const auto run = std::exchange(pressed, {});
                             if (context && run)
                                 run();
                         });
        QObject::connect(bus.get(), &OrgFreedesktopNotificationsInterface::NotificationClosed, bus.get(),
                         [this](uint id, uint) {
                             if (id == shownId)
                                 shownId = 0;
                         });
        return true;
    }
};

DesktopAlerts::DesktopAlerts()
    : d(std::make_unique<Private>())
{
}

DesktopAlerts::~DesktopAlerts() = default;

void DesktopAlerts::show(const DesktopAlert &alert, QObject *context, std::function<void(const Result<void> &)> shown,
                         std::function<void()> pressed)
{
    if (!d->connected()) {
        QTimer::singleShot(0, context, [shown] {
            shown(tl::unexpected(noDesktop(QDBusConnection::sessionBus().lastError().message())));
        });
        return;
    }
    d->context = context;
    d->pressed = std::move(pressed);
    const QVariantMap hints{{u"urgency"_s, QVariant::fromValue(alert.urgent ? kCritical : kNormal)},
                            {u"desktop-entry"_s, u"org.tocsin.Tocsin"_s},
                            {u"category"_s, u"x-tocsin.deadline"_s}};
    const auto call = d->bus->Notify(u"Tocsin"_s, d->shownId, u"org.tocsin.Tocsin"_s, alert.title, plain(alert.text),
                                     {u"default"_s, alert.action}, hints, alert.urgent ? 0 : kDesktopDecides);
    auto *watcher = new QDBusPendingCallWatcher(call, d->bus.get());
    const QPointer<QObject> guard(context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, d->bus.get(),
                     [this, guard, shown](QDBusPendingCallWatcher *done) {
                         const QDBusPendingReply<uint> reply = *done;
                         done->deleteLater();
                         if (!reply.isError())
                             d->shownId = reply.value();
                         if (guard)
                             shown(reply.isError() ? Result<void>(tl::unexpected(noDesktop(reply.error().message())))
                                                   : Result<void>());
                     });
}

void DesktopAlerts::withdraw()
{
    if (d->bus && d->shownId > 0)
        d->bus->CloseNotification(std::exchange(d->shownId, 0));
}

} // namespace tocsin
