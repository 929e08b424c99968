#include "ui/shell/traydesk.h"

#include "ui/board/axispaint.h"
#include "ui/shell/alerttext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QMenu>
#include <QPainter>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kListed = 8;
constexpr int kIconSize = 22;
constexpr qint64 kFirstAskMs = 3 * kSecondMs; // the window is made first
constexpr qint64 kAskEveryMs = kMinuteMs;     // to ask the desktop takes a while

QString waitingText(int count)
{
    return count == 1 ? TrayDesk::tr("1 decision waits for you") : TrayDesk::tr("%1 decisions wait for you").arg(count);
}

} // namespace

TrayDesk::TrayDesk(const ClockListModel &clocks, QObject *parent)
    : QObject(parent)
    , m_clocks(clocks)
{
}

TrayDesk::~TrayDesk()
{
    delete m_menu;
}

QIcon TrayDesk::iconOf(ClockBand band)
{
    QIcon result;
    for (const int factor : {1, 2}) {
        QPixmap picture(QSize(kIconSize, kIconSize) * factor);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.scale(factor, factor);
        painter.drawPixmap(QRect(0, 0, kIconSize, kIconSize), applicationIcon().pixmap(kIconSize * factor));
        if (band != ClockBand::None && band != ClockBand::Over24h) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(Theme::current().surface);
            painter.drawEllipse(QPointF(kIconSize - 7, kIconSize - 7), 7, 7);
            painter.translate(kIconSize - 7, kIconSize - 7);
            painter.scale(0.7, 0.7);
            paintClockMark(painter, {}, band);
        }
        painter.end();
        picture.setDevicePixelRatio(factor);
        result.addPixmap(picture);
    }
    return result;
}

void TrayDesk::make()
{
    m_menu = new QMenu;
    m_icon = new QSystemTrayIcon(this);
    m_icon->setContextMenu(m_menu);
    m_icon->setIcon(iconOf(ClockBand::None));
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT windowAsked();
    });
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, &TrayDesk::windowAsked);
    m_icon->show();
}

void TrayDesk::refresh(qint64 nowMs)
{
    const ClockRow *row = mostUrgentRow(m_clocks, nowMs);
    QString words =
        row ? u"%1 · %2"_s.arg(clockTitle(*row, nowMs), nameOf(row->obligation.addressee)) : tr("No clock is running");
    if (m_waiting > 0)
        words += u'\n' + waitingText(m_waiting);
    const ClockBand band = row ? readClock(row->obligation.facts, nowMs).band : ClockBand::None;
    if (m_askMs < 0 || m_askMs > nowMs + kAskEveryMs)
        m_askMs = nowMs + kFirstAskMs;
    bool fresh = false;
    if (!m_icon && nowMs >= m_askMs) {
        m_askMs = nowMs + kAskEveryMs;
        fresh = QSystemTrayIcon::isSystemTrayAvailable();
        if (fresh)
            make();
    }
    if (!fresh && words == m_toolTip && band == m_band)
        return;
    m_toolTip = words;
    if (m_icon) {
        m_icon->setToolTip(u"Tocsin\n"_s + words);
        if (fresh || band != m_band)
            m_icon->setIcon(iconOf(band));
        fillMenu(nowMs);
    }
    m_band = band;
}

void TrayDesk::fillMenu(qint64 nowMs)
{
    m_menu->clear();
    connect(m_menu->addAction(tr("Open Tocsin")), &QAction::triggered, this, &TrayDesk::windowAsked);
    if (m_waiting > 0)
        connect(m_menu->addAction(waitingText(m_waiting)), &QAction::triggered, this, &TrayDesk::approvalsAsked);
    m_menu->addSeparator();
    QSet<IncidentId> listed;
    for (const ClockRow &row : m_clocks.rows()) {
        const QString words = clockTitle(row, nowMs);
        if (row.incident.exercise || words.isEmpty() || listed.contains(row.incident.id))
            continue;
        if (listed.size() == kListed)
            break;
        listed.insert(row.incident.id);
        connect(m_menu->addAction(words), &QAction::triggered, this,
                [this, id = row.incident.id] { Q_EMIT incidentAsked(id); });
    }
    if (listed.isEmpty())
        m_menu->addAction(tr("No clock is running"))->setEnabled(false);
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Quit")), &QAction::triggered, this, &TrayDesk::quitAsked);
}

bool TrayDesk::showMessage(const QString &title, const QString &text)
{
    if (!m_icon || !QSystemTrayIcon::supportsMessages())
        return false;
    m_icon->showMessage(title, text, iconOf(m_band));
    return true;
}

} // namespace tocsin
