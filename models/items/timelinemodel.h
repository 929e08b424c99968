#pragma once

#include "models/items/timelinepages.h"
#include "models/items/timelinereader.h"
#include "models/services/workspace.h"

#include <QAbstractListModel>
#include <QTimeZone>
#include <functional>

namespace tocsin {

/**
 * The timeline of one incident as rows, of which only some pages are in memory (DESIGN "Timeline"). The page at the
 * end that is shown first comes at once, the rest is counted behind it. What others add is inserted row by row;
 * there is a reset only for a new query, and for an import too large to be followed.
 */
class TimelineModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        RowRole = Qt::UserRole + 1, ///< TimelineRow; invalid while its page is read
        PlaceholderRole,            ///< true while its page is read
        KeyEventRole,
        StruckRole,
        KindRole, ///< code of EntryKind
        AtRole,   ///< ms UTC
        IdRole,
    };
    /** From which end a list is shown first. */
    enum class From { Start, End };

    /** The workspace must outlive the model. */
    explicit TimelineModel(Workspace &workspace, QObject *parent = nullptr);

    /** A new query: forgets all rows. Nothing happens if it is the same one, unless `anew`. */
    void setQuery(IncidentId incident, const TimelineFilter &filter, From from = From::End, bool anew = false);
    [[nodiscard]] IncidentId incident() const { return m_query.incident; }
    [[nodiscard]] const TimelineFilter &filter() const { return m_query.filter; }
    /** The zone that tooltips and screen readers are told instants in. */
    void setZone(const QTimeZone &zone);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    /** nullptr while the row's page is read, which asking for it starts. */
    [[nodiscard]] const TimelineRow *rowAt(int row) const;

    /** What is on screen: pages are read for it first, and requests it scrolled past are dropped. */
    void setVisibleRows(int first, int last);
    /** Calls back with the row of a key, or of the entry after it, once it is known; -1 if there are no rows. */
    void locate(EntryKey key, std::function<void(int row)> found);

    /** Nothing has been read yet. */
    [[nodiscard]] bool isOpening() const { return m_state == State::Opening; }
    /** All rows are counted. */
    [[nodiscard]] bool isComplete() const { return m_state == State::Complete; }
    /** How many pages were read since the query, for tests. */
    [[nodiscard]] int pagesRead() const { return m_pagesRead; }

Q_SIGNALS:
    /** Opening ended, or all rows are counted now. */
    void stateChanged();
    /** So many rows came that were not there when the list was read; 0: more than could be counted. */
    void entriesArrived(int count);
    void failed(const tocsin::Error &error);

private:
    enum class State { Idle, Opening, Counting, Complete };
    struct Located
    {
        EntryKey key;
        std::function<void(int)> found;
    };

    void startOpening();
    void opened(const timelinereader::Opening &opening);
    void startSurvey();
    void surveyed(const timelinereader::Survey &survey);
    [[nodiscard]] bool growFromPage(const timelinereader::Survey &survey);
    void assignSurvey(const timelinereader::Survey &survey);
    void putEnds(const timelinereader::Survey &survey);
    void onChanged(const ChangeSet &changes);
    void startFollowing();
    void followed(const timelinereader::Following &following);
    void scheduleReading() const;
    void readNext();
    [[nodiscard]] int nextToRead();
    void applySegment(const timelinereader::SegmentRows &read, EntryId known);
    void mergeRows(int index, const QList<TimelineRow> &rows, const QList<EntryKey> &old);
    void answerLocated();
    [[nodiscard]] QSet<int> visibleIds() const;
    [[nodiscard]] QString spokenText(const TimelineRow &row) const;
    [[nodiscard]] QString toolTip(const TimelineRow &row) const;
    void fail(const Error &error);

    Workspace &m_workspace;
    timelinereader::Query m_query;
    From m_from = From::End;
    State m_state = State::Idle;
    TimelinePages m_pages;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    EntryId m_last;       ///< rows are the entries up to this number
    int m_generation = 0; ///< answers of an older query are dropped
    bool m_following = false;
    bool m_surveying = false;
    bool m_dirty = false; ///< changed again while it was followed or counted
    int m_firstVisible = 0;
    int m_lastVisible = -1;
    int m_reading = 0;           ///< id of the segment that is being read, or 0
    mutable QList<int> m_wanted; ///< ids of segments asked for outside the screen, newest last
    mutable bool m_scheduled = false;
    QList<Located> m_located;
    int m_pagesRead = 0;
};

} // namespace tocsin
