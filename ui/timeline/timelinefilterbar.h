#pragma once

#include "models/domain/timeline.h"

#include <QTimer>
#include <QWidget>

class QMenu;
class QPushButton;

namespace tocsin {

class Label;
class SearchField;

/** What the list is narrowed to, in one row: words, kinds, key events, evidence; and local time or UTC. */
class TimelineFilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineFilterBar(QWidget *parent = nullptr);

    /** Without a range of time: that is the strip's. */
    [[nodiscard]] TimelineFilter filter() const;
    /** Takes everything away and tells it once. */
    void clear();
    void focusText();
    /** Says how many are shown; empty: nothing to say. */
    void setCountText(const QString &text);
    /** Shows "Clear" though only a range of time is chosen. */
    void setRangeChosen(bool chosen);
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void filterChanged();
    /** "Clear" was pressed: the range goes too. */
    void cleared();
    void utcChanged(bool utc);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeKindMenu();
    void makeZoneMenu();
    void onEdited();
    void updateLooks();

    SearchField *m_text;
    QPushButton *m_kinds;
    QPushButton *m_keyEvents;
    QPushButton *m_evidence;
    QPushButton *m_clear;
    QPushButton *m_zone;
    Label *m_count;
    QMenu *m_kindMenu;
    QTimer m_typing;
    bool m_utc = false;
    bool m_rangeChosen = false;
};

} // namespace tocsin
