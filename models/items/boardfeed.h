#pragma once

#include "models/items/boardmodel.h"
#include "models/items/firstcards.h"
#include "models/services/workspace.h"

#include <QTimer>

namespace tocsin {

/**
 * Keeps a BoardModel equal to the database: reads the first cards of a query, then a page of every stage, then only the
 * incidents that changed; and twice as many of every stage whenever somebody has come to the end of one. At most one
 * read is under way; changes that come meanwhile are gathered.
 */
class BoardFeed : public QObject
{
    Q_OBJECT

public:
    /** `model` must outlive the feed. */
    BoardFeed(Workspace &workspace, BoardModel &model, QObject *parent = nullptr);

    static constexpr int kPage = 200; ///< cards of each stage, before somebody asks for more

    /** Takes the first cards from there, if it has them. */
    void startWith(FirstCards *first) { m_first = first; }
    [[nodiscard]] const IncidentFilter &filter() const { return m_filter; }
    /** A new query; `loaded` or `failed` follows. */
    void setFilter(const IncidentFilter &filter);
    /** The first cards are on screen: the page is read now, not after a moment. */
    void readRest();
    /** The query anew, applied as a difference. */
    void reload();
    [[nodiscard]] bool isLoaded() const { return m_loaded; }

Q_SIGNALS:
    /** The first cards of a query stand in the model. */
    void loaded();
    void failed(const tocsin::Error &error);

private:
    void readFirst();
    void readAll();
    void readMore();
    void onChanged(const ChangeSet &changes);
    void readChanged();
    void readCounts();
    void finish();

    Workspace &m_workspace;
    BoardModel &m_model;
    QPointer<FirstCards> m_first;
    QTimer m_rest; ///< until the rest is read, wherever nobody looks at the first cards
    IncidentFilter m_filter;
    quint64 m_query = 0;    ///< answers of an older query are dropped
    int m_perStage = kPage; ///< how many cards of each stage are wanted
    int m_readPerStage = 0; ///< how many the last whole read asked for
    QSet<IncidentId> m_waiting;
    bool m_waitingAll = false;
    bool m_busy = false;
    bool m_loaded = false;
};

} // namespace tocsin
