#pragma once

#include "models/items/clockfilter.h"

#include <QWidget>

class QPushButton;

namespace tocsin {

class SearchField;

/** Narrows the Deadlines page: words, mine, state, audience, settled ones as well, exercises instead. */
class DeadlineFilter : public QWidget
{
    Q_OBJECT

public:
    explicit DeadlineFilter(QWidget *parent = nullptr);

    /** Who "mine" is. */
    void setMe(PersonId me) { m_me = me; }
    [[nodiscard]] const ClockFilter &filter() const { return m_filter; }
    /** Obligations that were met or withdrawn in the last 30 days are wanted as well. */
    [[nodiscard]] bool withSettled() const;
    [[nodiscard]] bool isActive() const { return m_filter != ClockFilter{}; }
    /** Another page asked for the clocks of exercises, or no longer. */
    void showExercises(bool shown);
    void clear();
    void focusText();

Q_SIGNALS:
    void changed();
    void settledToggled(bool on);
    void exercisesToggled(bool on);

private:
    template<class E> QPushButton *addMenu(const QString &name, const QString &title, QList<E> ClockFilter::*field);
    void edited();

    ClockFilter m_filter;
    PersonId m_me;
    SearchField *m_text;
    QPushButton *m_mine;
    QPushButton *m_settled;
    QPushButton *m_exercises;
    QPushButton *m_clear;
    QList<std::function<void()>> m_refreshers; ///< one for each menu button
};

} // namespace tocsin
