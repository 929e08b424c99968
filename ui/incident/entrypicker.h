#pragma once

#include "models/domain/timeline.h"
#include "ui/common/uicontext.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

class QListWidget;
class QListWidgetItem;

namespace tocsin {

class Label;
class SearchField;

/** Picks entries of an incident's timeline: what is chosen first, then key events, then the newest; searchable. */
class EntryPicker : public QWidget
{
    Q_OBJECT

public:
    EntryPicker(const UiContext &ui, IncidentId incident, QWidget *parent = nullptr);

    [[nodiscard]] QList<EntryId> chosen() const { return m_chosen; }
    /** Emits nothing. */
    void setChosen(const QList<EntryId> &entries);
    /** As high as its place allows, from two rows on; for a page that has other things to show. */
    void setCompact();
    /** To the first entry, past the search. */
    void focusList();
    /** Reads the timeline again. */
    void reload();

Q_SIGNALS:
    void chosenChanged();

private:
    void showEntries(const QList<TimelineEntry> &entries);
    void addEntry(const TimelineEntry &entry);
    void toggled(QListWidgetItem *item);
    void updateCount();

    UiContext m_ui;
    IncidentId m_incident;
    SearchField *m_search;
    QListWidget *m_list;
    Label *m_count;
    QTimer m_searchTimer;
    QList<EntryId> m_chosen;
    QHash<EntryId, TimelineEntry> m_known;
    int m_reading = 0;
    bool m_compact = false;
    bool m_filling = false;
};

} // namespace tocsin
