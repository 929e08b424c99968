#include "models/items/timelinemodel.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;
using timelinereader::Following;
using timelinereader::Opening;
using timelinereader::Query;
using timelinereader::SegmentRows;
using timelinereader::Survey;

namespace {
constexpr qsizetype kMostWanted = 4;
constexpr qsizetype kToolTipText = 1200;

QList<EntryKey> keysOf(const QList<TimelineRow> &rows)
{
    QList<EntryKey> keys;
    keys.reserve(rows.size());
    for (const TimelineRow &row : rows)
        keys.append(row.key());
    return keys;
}
} // namespace

TimelineModel::TimelineModel(Workspace &workspace, QObject *parent)
    : QAbstractListModel(parent)
    , m_workspace(workspace)
{
    m_pages.clear();
    connect(&m_workspace, &Workspace::changed, this, &TimelineModel::onChanged);
}

void TimelineModel::setQuery(IncidentId incident, const TimelineFilter &filter, From from, bool anew)
{
    const Query query{incident, filter};
    if (!anew && query == m_query && m_state != State::Idle)
        return;
    m_query = query;
    m_from = from;
    m_located.clear();
    startOpening();
}

void TimelineModel::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::ToolTipRole, Qt::AccessibleTextRole});
}

void TimelineModel::startOpening()
{
    beginResetModel();
    ++m_generation;
    m_pages.clear();
    m_wanted.clear();
    m_reading = 0;
    m_pagesRead = 0;
    m_following = false;
    m_surveying = false;
    m_dirty = false;
    m_firstVisible = 0;
    m_lastVisible = -1;
    m_state = m_query.incident.isValid() ? State::Opening : State::Idle;
    endResetModel();
    Q_EMIT stateChanged();
    if (m_state == State::Idle)
        return;
    m_workspace.run<Opening>(
        this, [q = m_query, end = m_from == From::End](Services &s) { return timelinereader::open(s, q, end); },
        [this, generation = m_generation](const Result<Opening> &read) {
            if (generation != m_generation)
                return;
            if (read)
                opened(*read);
            else
                fail(read.error());
        });
}

void TimelineModel::opened(const Opening &opening)
{
    m_last = opening.last;
    if (!opening.rows.isEmpty()) {
        beginInsertRows({}, 0, static_cast<int>(opening.rows.size()) - 1);
        m_pages.insert(0, 0, opening.rows);
        endInsertRows();
    }
    // A short page is the whole timeline.
    const bool whole = opening.rows.size() < TimelinePages::kStep;
    m_state = whole ? State::Complete : State::Counting;
    Q_EMIT stateChanged();
    if (!whole)
        startSurvey();
    else
        answerLocated();
    if (m_dirty && whole)
        startFollowing();
}

void TimelineModel::startSurvey()
{
    if (m_surveying)
        return;
    m_dirty = false;
    m_surveying = true;
    m_workspace.runLong<Survey>(
        this, [q = m_query, end = m_from == From::End](Services &s) { return timelinereader::survey(s, q, end); },
        [this, generation = m_generation](const Result<Survey> &read) {
            if (generation != m_generation)
                return;
            m_surveying = false;
            if (read)
                surveyed(*read);
            else
                fail(read.error());
        });
}

void TimelineModel::surveyed(const Survey &survey)
{
    const EntryId known = m_last;
    m_last = survey.last;
    if (!growFromPage(survey)) {
        // An import came between the first page and the count, or a list was too large to be followed.
        beginResetModel();
        assignSurvey(survey);
        endResetModel();
    }
    if (survey.last > known)
        Q_EMIT entriesArrived(0);
    m_state = State::Complete;
    Q_EMIT stateChanged();
    answerLocated();
    scheduleReading();
    if (m_dirty)
        startFollowing();
}

bool TimelineModel::growFromPage(const Survey &survey)
{
    if (m_state != State::Counting || survey.rows.isEmpty())
        return false;
    const QList<TimelineRow> *shown = m_pages.page(0);
    if (shown == nullptr || shown->isEmpty())
        return false;
    QList<TimelineRow> same;
    const EntryKey edge = survey.fromEnd ? shown->first().key() : shown->last().key();
    const bool reaches = survey.fromEnd ? survey.rows.first().key() <= edge : survey.rows.last().key() >= edge;
    for (const TimelineRow &row : survey.rows)
        if (survey.fromEnd ? row.key() >= edge : row.key() <= edge)
            same.append(row);
    if (!reaches)
        return false;
    mergeRows(0, same, keysOf(*shown));
    const int more = survey.total - static_cast<int>(same.size());
    if (more <= 0)
        return more == 0;
    const int at = survey.fromEnd ? 0 : static_cast<int>(same.size());
    beginInsertRows({}, at, at + more - 1);
    assignSurvey(survey);
    endInsertRows();
    return true;
}

void TimelineModel::assignSurvey(const Survey &survey)
{
    m_pages.assign(survey.anchors, survey.total);
    m_wanted.clear();
    putEnds(survey);
}

void TimelineModel::putEnds(const Survey &survey)
{
    const int had = static_cast<int>(survey.rows.size());
    const int offset = survey.fromEnd ? survey.total - had : 0;
    for (int i = 0; i < m_pages.segments().size(); ++i) {
        const TimelineSegment &segment = m_pages.at(i);
        const int from = segment.start - offset;
        if (from >= 0 && from + segment.count <= had)
            m_pages.put(i, survey.rows.mid(from, segment.count));
    }
}

void TimelineModel::onChanged(const ChangeSet &changes)
{
    if (m_state == State::Idle || !changes.concerns(m_query.incident))
        return;
    if (m_state == State::Opening || m_following || m_surveying)
        m_dirty = true;
    else if (m_state == State::Counting || changes.everything)
        startSurvey();
    else
        startFollowing();
}

void TimelineModel::startFollowing()
{
    m_dirty = false;
    m_following = true;
    m_workspace.run<Following>(
        this,
        [q = m_query, all = m_pages.segments(), ids = visibleIds(), since = m_last](Services &s) {
            return timelinereader::follow(s, q, all, ids, since);
        },
        [this, generation = m_generation](const Result<Following> &read) {
            if (generation != m_generation)
                return;
            m_following = false;
            if (read)
                followed(*read);
            else
                fail(read.error());
        });
}

void TimelineModel::followed(const Following &following)
{
    if (following.tooMany) {
        startSurvey();
        return;
    }
    const int before = rowCount();
    const EntryId known = m_last;
    m_last = following.last;
    QSet<int> read;
    for (const SegmentRows &segment : following.segments) {
        read.insert(segment.id);
        applySegment(segment, known);
    }
    // What is off the screen may have been struck or marked too: it is read again when it is looked at.
    for (int i = 0; i < m_pages.segments().size(); ++i)
        if (m_pages.isCached(i) && !read.contains(m_pages.at(i).id) && m_pages.at(i).count > 0 &&
            !visibleIds().contains(m_pages.at(i).id))
            m_pages.forget(i);
    for (int i = static_cast<int>(m_pages.segments().size()) - 1; i >= 0; --i)
        m_pages.splitLarge(i);
    if (rowCount() > before)
        Q_EMIT entriesArrived(rowCount() - before);
    answerLocated();
    scheduleReading();
    if (m_dirty)
        startFollowing();
}

QSet<int> TimelineModel::visibleIds() const
{
    QSet<int> ids;
    const int last = std::min(m_lastVisible, m_pages.rows() - 1);
    for (int row = std::max(0, m_firstVisible); row <= last;) {
        const TimelineSegment &segment = m_pages.at(m_pages.indexOfRow(row));
        ids.insert(segment.id);
        row = segment.start + std::max(1, segment.count);
    }
    if (ids.isEmpty() && m_pages.segments().size() == 1)
        ids.insert(m_pages.at(0).id);
    return ids;
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_pages.rows();
}

const TimelineRow *TimelineModel::rowAt(int row) const
{
    if (row < 0 || row >= m_pages.rows())
        return nullptr;
    const TimelineRow *found = m_pages.row(row);
    if (found == nullptr) {
        const int id = m_pages.at(m_pages.indexOfRow(row)).id;
        m_wanted.removeAll(id);
        m_wanted.append(id);
        while (m_wanted.size() > kMostWanted)
            m_wanted.removeFirst();
        scheduleReading();
    }
    return found;
}

void TimelineModel::setVisibleRows(int first, int last)
{
    m_firstVisible = first;
    m_lastVisible = last;
    // Whatever was asked for before was scrolled past.
    m_wanted.clear();
    scheduleReading();
}

void TimelineModel::scheduleReading() const
{
    if (m_scheduled || m_reading != 0 || m_state != State::Complete)
        return;
    m_scheduled = true;
    // Not within data(): a view asks in the middle of painting.
    QMetaObject::invokeMethod(
        const_cast<TimelineModel *>(this),
        [self = const_cast<TimelineModel *>(this)] {
            self->m_scheduled = false;
            self->readNext();
        },
        Qt::QueuedConnection);
}

int TimelineModel::nextToRead()
{
    const int last = std::min(m_lastVisible, m_pages.rows() - 1);
    for (int row = std::max(0, m_firstVisible); row <= last;) {
        const int index = m_pages.indexOfRow(row);
        if (!m_pages.isCached(index))
            return index;
        row = m_pages.at(index).start + std::max(1, m_pages.at(index).count);
    }
    for (const Located &located : std::as_const(m_located))
        if (const int index = m_pages.indexOfKey(located.key); !m_pages.isCached(index))
            return index;
    while (!m_wanted.isEmpty()) {
        const int index = m_pages.indexOfId(m_wanted.takeLast());
        if (index >= 0 && !m_pages.isCached(index))
            return index;
    }
    if (last < 0)
        return -1;
    // Half a page ahead on both sides, so that the wheel finds rows and no placeholders.
    const int ahead = m_pages.indexOfRow(std::min(last + TimelinePages::kStep / 2, m_pages.rows() - 1));
    const int behind = m_pages.indexOfRow(std::max(0, m_firstVisible - TimelinePages::kStep / 2));
    if (!m_pages.isCached(ahead))
        return ahead;
    return m_pages.isCached(behind) ? -1 : behind;
}

void TimelineModel::readNext()
{
    if (m_reading != 0 || m_state != State::Complete)
        return;
    const int index = nextToRead();
    if (index < 0)
        return;
    m_reading = m_pages.at(index).id;
    m_workspace.run<SegmentRows>(
        this,
        [q = m_query, all = m_pages.segments(), index](Services &s) {
            return timelinereader::segment(s, q, all, index);
        },
        [this, generation = m_generation](const Result<SegmentRows> &read) {
            if (generation != m_generation)
                return;
            m_reading = 0;
            if (!read) {
                fail(read.error());
                return;
            }
            ++m_pagesRead;
            if (read->overflow)
                startSurvey();
            else
                applySegment(*read, m_last);
            answerLocated();
            scheduleReading();
        });
}

void TimelineModel::applySegment(const SegmentRows &read, EntryId known)
{
    const int index = m_pages.indexOfId(read.id);
    if (index < 0)
        return;
    QList<TimelineRow> rows = read.rows;
    rows.removeIf([this](const TimelineRow &row) { return row.entry.id > m_last; });
    const QList<TimelineRow> *page = m_pages.page(index);
    QList<EntryKey> old;
    if (page != nullptr) {
        old = keysOf(*page);
    } else {
        for (const TimelineRow &row : std::as_const(rows))
            if (row.entry.id <= known)
                old.append(row.key());
        // A strike or a mark can move entries in or out of a filter. Which rows those were nobody has seen.
        const int start = m_pages.at(index).start;
        const int count = m_pages.at(index).count;
        const int wanted = static_cast<int>(old.size());
        if (wanted > count) {
            beginInsertRows({}, start + count, start + wanted - 1);
            m_pages.insert(index, count, QList<TimelineRow>(wanted - count));
            endInsertRows();
        } else if (wanted < count) {
            beginRemoveRows({}, start + wanted, start + count - 1);
            m_pages.remove(index, wanted, count - wanted);
            endRemoveRows();
        }
    }
    mergeRows(index, rows, old);
}

void TimelineModel::mergeRows(int index, const QList<TimelineRow> &rows, const QList<EntryKey> &old)
{
    const QList<TimelineRow> *page = m_pages.page(index);
    const QList<TimelineRow> before = page != nullptr ? *page : QList<TimelineRow>();
    const int start = m_pages.at(index).start;
    // From the back, so that positions in front stay as they are.
    auto o = static_cast<int>(old.size());
    auto n = static_cast<int>(rows.size());
    QList<int> changed;
    while (o > 0 || n > 0) {
        int run = 0;
        while (o - run > 0 && (n == 0 || old.at(o - run - 1) > rows.at(n - 1).key()))
            ++run;
        if (run > 0) {
            beginRemoveRows({}, start + o - run, start + o - 1);
            m_pages.remove(index, o - run, run);
            endRemoveRows();
            o -= run;
            continue;
        }
        while (n - run > 0 && (o == 0 || old.at(o - 1) < rows.at(n - run - 1).key()))
            ++run;
        if (run > 0) {
            beginInsertRows({}, start + o, start + o + run - 1);
            m_pages.insert(index, o, rows.mid(n - run, run));
            endInsertRows();
            n -= run;
            continue;
        }
        --o;
        --n;
        if (page == nullptr || !showSame(before.at(o), rows.at(n)))
            changed.append(n);
    }
    if (m_pages.at(index).count == rows.size())
        m_pages.put(index, rows);
    if (!changed.isEmpty())
        Q_EMIT dataChanged(this->index(start + changed.last()), this->index(start + changed.first()));
}

void TimelineModel::locate(EntryKey key, std::function<void(int)> found)
{
    m_located.append({key, std::move(found)});
    QMetaObject::invokeMethod(
        this, [this] { answerLocated(); }, Qt::QueuedConnection);
}

void TimelineModel::answerLocated()
{
    if (m_state != State::Complete)
        return;
    for (int i = 0; i < m_located.size();) {
        const EntryKey key = m_located.at(i).key;
        const int index = m_pages.indexOfKey(key);
        const QList<TimelineRow> *page = m_pages.page(index);
        if (page == nullptr) {
            ++i;
            continue;
        }
        const auto at = std::lower_bound(page->cbegin(), page->cend(), key,
                                         [](const TimelineRow &row, EntryKey k) { return row.key() < k; });
        const int row = m_pages.at(index).start + static_cast<int>(at - page->cbegin());
        const auto found = m_located.takeAt(i).found;
        found(std::min(row, rowCount() - 1));
    }
    if (!m_located.isEmpty())
        scheduleReading();
}

void TimelineModel::fail(const Error &error)
{
    if (m_state == State::Opening || m_state == State::Counting) {
        m_state = m_pages.rows() > 0 ? State::Counting : State::Idle;
        Q_EMIT stateChanged();
    }
    Q_EMIT failed(error);
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TimelineRow *row = rowAt(index.row());
    if (role == PlaceholderRole)
        return row == nullptr;
    if (row == nullptr) {
        const bool spoken = role == Qt::AccessibleTextRole || role == Qt::DisplayRole;
        return spoken ? QVariant(QCoreApplication::translate("tocsin::items", "Loading…")) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return row->entry.text;
    case Qt::ToolTipRole:
        return toolTip(*row);
    case Qt::AccessibleTextRole:
        return spokenText(*row);
    case RowRole:
        return QVariant::fromValue(*row);
    case KeyEventRole:
        return row->entry.keyEvent;
    case StruckRole:
        return row->entry.struck;
    case KindRole:
        return codeOf(row->entry.kind);
    case AtRole:
        return row->entry.atMs;
    case IdRole:
        return row->entry.id.value;
    default:
        return {};
    }
}

QHash<int, QByteArray> TimelineModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"},
            {Qt::AccessibleTextRole, "spoken"},
            {PlaceholderRole, "placeholder"},
            {KeyEventRole, "keyEvent"},
            {StruckRole, "struck"},
            {KindRole, "kind"},
            {AtRole, "at"},
            {IdRole, "id"},
            {RowRole, "row"}};
}

QString TimelineModel::spokenText(const TimelineRow &row) const
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("tocsin::items", text); };
    const TimelineEntry &e = row.entry;
    const QLocale locale(QLocale::English, QLocale::UnitedKingdom);
    QStringList parts;
    if (e.keyEvent)
        parts << tr("Key event");
    parts << nameOf(e.kind);
    parts << locale.toString(QDateTime::fromMSecsSinceEpoch(e.atMs, m_zone), u"ddd d MMM yyyy HH:mm:ss"_s);
    if (e.struck)
        parts << tr("struck by %1: %2").arg(e.struckByName, e.strikeReason);
    QString text = parts.join(u", "_s) + u": "_s + (e.redacted.isEmpty() ? e.text : e.redacted);
    while (text.endsWith(u'.'))
        text.chop(1);
    if (!e.tags.isEmpty())
        text += tr(". Tags: %1").arg(e.tags);
    for (const Attachment &file : row.files)
        text += tr(". File %1").arg(file.name);
    return text + tr(". By %1").arg(e.personName);
}

QString TimelineModel::toolTip(const TimelineRow &row) const
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("tocsin::items", text); };
    const TimelineEntry &e = row.entry;
    const QLocale locale(QLocale::English, QLocale::UnitedKingdom);
    const auto both = [&](qint64 ms) {
        const QString format = u"ddd d MMM yyyy HH:mm:ss"_s;
        return tr("%1 here, %2 UTC")
            .arg(locale.toString(QDateTime::fromMSecsSinceEpoch(ms, m_zone), format),
                 locale.toString(QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()), u"d MMM HH:mm:ss"_s));
    };
    QString text =
        (e.redacted.isEmpty() ? e.text : e.redacted).left(kToolTipText).toHtmlEscaped().replace(u'\n', u"<br>"_s);
    if (e.text.size() > kToolTipText)
        text += u"…"_s;
    QStringList lines{u"<qt>"_s + text, tr("Happened: %1").arg(both(e.atMs)),
                      tr("Recorded: %1").arg(both(e.recordedMs))};
    if (e.struck)
        lines << tr("Struck by %1, %2: %3")
                     .arg(e.struckByName.toHtmlEscaped(), both(e.struckMs), e.strikeReason.toHtmlEscaped());
    return lines.join(u"<br>"_s) + u"</qt>"_s;
}

} // namespace tocsin
