#pragma once

#include "models/items/timelinemodel.h"
#include "ui/common/incidenttab.h"
#include "ui/timeline/densitystrip.h"

#include <QTimer>

class QStackedLayout;

namespace tocsin {

class Banner;
class EmptyState;
class EntryPanel;
class QuickEntryBar;
class TimelineDelegate;
class TimelineFilterBar;
class TimelineList;

/** The timeline of an incident (DESIGN "Timeline"): strip, filters, list, details, and the quick entry. */
class TimelineTab : public IncidentTab
{
    Q_OBJECT

public:
    explicit TimelineTab(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details) override;
    void activate() override;
    [[nodiscard]] QString key() const override { return QStringLiteral("timeline"); }
    [[nodiscard]] QString title() const override { return tr("Timeline"); }
    [[nodiscard]] QString badge() const override;

    /** Leads to one entry, e.g. from a search hit; filters that hide it are taken away. */
    void showEntry(EntryKey entryKey);

    [[nodiscard]] TimelineModel *model() const { return m_model; }
    [[nodiscard]] TimelineList *list() const { return m_list; }

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void connectList();
    void connectFilters();
    void connectWorkspace();
    void addShortcuts();
    void applyFilter();
    void readDensity();
    void updateState();
    void updateCounts();
    void updateRefusal();
    void setUtc(bool utc);
    void openPanel(const QModelIndex &index);
    void closePanel();
    /** On a low screen, files that wait take the room of the details. */
    void makeRoom();
    void fitStrip();
    void refreshPanel();
    void onKey(QChar act);
    void onAdded(EntryKey entryKey);
    void select(int row);
    void keepPlace();
    void restorePlace();
    [[nodiscard]] TimelineFilter currentFilter() const;
    [[nodiscard]] QString refusal() const;

    Incident m_incident;
    qint64 m_all = -1; ///< entries of the incident, without a filter
    TimelineModel *m_model;
    TimelineDelegate *m_delegate;
    DensityStrip *m_strip;
    TimelineFilterBar *m_filters;
    TimelineList *m_list;
    EntryPanel *m_panel;
    QuickEntryBar *m_quick;
    Banner *m_banner;
    EmptyState *m_empty;
    EmptyState *m_none;
    QStackedLayout *m_stack;
    QTimer m_densityTimer;
    DensityStrip::Range m_view;
    std::optional<EntryKey> m_follow; ///< just added here: select it when it arrives
    std::optional<EntryKey> m_topKey; ///< where the list was before rows were read anew
    std::optional<EntryKey> m_currentKey;
    int m_densityRun = 0;
};

} // namespace tocsin
