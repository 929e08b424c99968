#pragma once

#include "models/services/workspace.h"

#include <QWidget>

namespace tocsin {

class Chip;
class ElidedLabel;
class Label;

/** The last line: which database, whether it may be written, the clock, and that everything typed is saved. */
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void showDatabase(const DatabaseStatus &status);
    /** "All times local (UTC+02:00)". */
    void showZone(bool utc, qint64 nowMs);
    /** What was just done; kept until the next one. */
    void say(const QString &text, qint64 nowMs);
    /** Jobs that are not finished; shown only when they last. */
    void showPending(int jobs);
    /** Every time the connection is out of reach: said beside the database. */
    void showLost(bool lost);
    /** How far this workstation's clock is from the server's; "" when it is right. */
    void showDifference(const QString &text);
    /** "The clock was set back by 1 h", until it is replaced. */
    void showClock(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ElidedLabel *m_database;
    Label *m_access;
    Chip *m_weak;
    Chip *m_lost;
    Label *m_difference;
    Label *m_clock;
    Label *m_zone;
    ElidedLabel *m_said;
    QString m_saidText;
    int m_lastPending = 0;
};

} // namespace tocsin
