#pragma once

#include "models/domain/matterclock.h"
#include "models/items/syncedmodel.h"
#include "models/services/workspace.h"

#include <QAbstractTableModel>

namespace tocsin {

/** An obligation and the incident it belongs to; or what is to be followed up, with a clock of its own (P9.5, P9.9). */
struct ClockRow
{
    Obligation obligation;
    Incident incident;
    DeadlineInfo info{}; ///< beside a duty of law or contract, for information
    QString kind = {};   ///< "Follow-up", "Question"; empty for an obligation
    QString about = {};  ///< of these: "People and records · notice 2"
    QString owner = {};
    [[nodiscard]] bool isObligation() const { return kind.isEmpty(); }
};

/** To whom it is owed, or what is to be followed up. */
[[nodiscard]] QString whomText(const ClockRow &row);
/** The duty with its citation, or what kind it is and whose. */
[[nodiscard]] QString dutyText(const ClockRow &row);

/** These with their incidents and what stands beside their deadlines, read in few goes however many there are. */
[[nodiscard]] Result<QList<ClockRow>> clockRows(Services &services, const QList<Obligation> &obligations);

/** Every open clock, of obligations and of what is to be followed up. */
[[nodiscard]] Result<QList<ClockRow>> openClockRows(Services &services, int limit, bool exercises);

/** One incident of the strip above the board: its most urgent obligation, and how many stand behind it. */
struct ClockRollUp
{
    Incident incident;
    ObligationFacts facts;
    QString what; ///< "3 of 41 customers not reached", "authority"
};

/**
 * Every obligation that is not settled, most urgent first (P7.1). The order is made anew when something is read, and
 * when a clock becomes overdue or its exception lapses, which needs nothing but time: see tick().
 */
class ClockListModel : public SyncedModel<QAbstractTableModel>
{
    Q_OBJECT

public:
    enum Column { Digits, Due, IncidentColumn, Whom, Duty, Beside, Manager, ColumnCount };

    explicit ClockListModel(const Clock &clock, QObject *parent = nullptr);

    /** Applied row by row: selection and scroll survive. */
    void assign(QList<ClockRow> rows);
    /** Time has passed: sorts anew, as assign() does, if the state of any clock is another now. */
    void tick(qint64 nowMs);
    [[nodiscard]] const ClockRow *row(int row) const;
    [[nodiscard]] const QList<ClockRow> &rows() const { return m_rows; }
    /** How many are overdue or have less than 24 hours left now: the badge of the rail. */
    [[nodiscard]] int urgentCount() const;
    [[nodiscard]] int overdueCount() const;
    /** One line an incident, the most urgent first (P7.1). */
    [[nodiscard]] QList<ClockRollUp> rollUps() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void assigned();

private:
    const Clock &m_clock;
    QList<ClockRow> m_rows;
    qint64 m_sortedMs = 0; ///< the order is of this instant
};

/** Keeps a ClockListModel equal to the database. */
class ClockFeed : public QObject
{
    Q_OBJECT

public:
    /** `model` must outlive the feed. */
    ClockFeed(Workspace &workspace, ClockListModel &model, QObject *parent = nullptr);
    /** Reads once; later changes are followed by themselves, until the database is closed: then there are no clocks. */
    void start();
    /** Exercises are kept apart, and among the clocks only while somebody asks for them (P2.8). */
    void setExercises(bool shown);
    [[nodiscard]] bool exercises() const { return m_exercises; }

Q_SIGNALS:
    void loaded();
    void exercisesChanged(bool shown);
    void failed(const tocsin::Error &error);

private:
    void readAll();
    void readChanged();
    void readSome(const QSet<IncidentId> &ids);
    void finish(const std::optional<Error> &error);
    void stop();

    Workspace &m_workspace;
    ClockListModel &m_model;
    bool m_started = false;
    bool m_exercises = false;
    bool m_busy = false;
    QSet<IncidentId> m_waiting; ///< changed while a read is on its way
    bool m_waitingAll = false;
    int m_query = 0; ///< an answer to an earlier one is of a database that is closed
};

} // namespace tocsin
