#pragma once

#include "models/items/clocklistmodel.h"

#include <QObject>
#include <QSystemTrayIcon>

class QMenu;

namespace tocsin {

/**
 * The most urgent clocks in the desktop's tray, where there is one: a mark by its shape and colour, words as tooltip,
 * and a menu that leads to the incidents. Without a tray nothing is made and nothing is missed.
 */
class TrayDesk : public QObject
{
    Q_OBJECT

public:
    /** `clocks` must outlive it. */
    explicit TrayDesk(const ClockListModel &clocks, QObject *parent = nullptr);
    ~TrayDesk() override;

    /** Shows what is most urgent now; makes the icon when a tray has come. */
    void refresh(qint64 nowMs);
    /** How many decisions wait for the person: beside the clock. */
    void setWaiting(int count) { m_waiting = count; }
    /** What the icon says, also without one. */
    [[nodiscard]] QString toolTip() const { return m_toolTip; }
    /** A message from the tray, where the desktop takes none otherwise. False if there is no tray. */
    bool showMessage(const QString &title, const QString &text);

    /** The icon of a band: the bell with a mark on it. */
    [[nodiscard]] static QIcon iconOf(ClockBand band);

Q_SIGNALS:
    /** To the front. */
    void windowAsked();
    void incidentAsked(tocsin::IncidentId id);
    void approvalsAsked();
    void quitAsked();

private:
    void make();
    void fillMenu(qint64 nowMs);

    const ClockListModel &m_clocks;
    QSystemTrayIcon *m_icon = nullptr;
    QMenu *m_menu = nullptr;
    QString m_toolTip;
    int m_waiting = 0;
    ClockBand m_band = ClockBand::None;
    qint64 m_askMs = -1; ///< when to look for a tray; -1: some seconds after the first clock
};

} // namespace tocsin
