#pragma once

#include "models/services/incidentservice.h"

#include <QMenu>
#include <QWidget>

class QPushButton;

namespace tocsin {

class SearchField;
class Workspace;

/** A menu whose check marks can be set one after the other: it stays open. */
class CheckMenu : public QMenu
{
    Q_OBJECT

public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

/** Narrows the board or the list: mine, severity, source, classification, words. Says what it narrows to. */
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    /** `withStages` adds stage and done, for lists of all incidents. */
    explicit FilterBar(bool withStages, QWidget *parent = nullptr);

    /** Shows a filter; emits nothing. */
    void setFilter(const IncidentFilter &filter, PersonId me);
    /** The directory to narrow by; without a service there is no such button (P3.5). */
    void setServices(const QList<Service> &services);
    /** Reads the directory, now and whenever it changes. */
    void followServices(Workspace &workspace);
    /** As if the switch had been pressed, without a signal. */
    void showExercises(bool shown);
    [[nodiscard]] const IncidentFilter &filter() const { return m_filter; }
    [[nodiscard]] bool isActive() const;
    void clear();
    void focusText();

    /** The last filter as text, for the settings; what was not understood is left out. */
    [[nodiscard]] static QString toText(const IncidentFilter &filter, bool mine);
    [[nodiscard]] static IncidentFilter fromText(const QString &text, PersonId me);

Q_SIGNALS:
    void changed();

private:
    template<class E>
    QPushButton *addChoice(const QString &name, const QString &title, QList<E> IncidentFilter::*field);
    void fillServices();
    void refresh();
    void edited();

    IncidentFilter m_filter;
    PersonId m_me;
    bool m_withStages;
    QPushButton *m_mine;
    SearchField *m_text;
    QPushButton *m_services;
    QPushButton *m_exercises; ///< kept apart until asked for (P2.8)
    QPushButton *m_clear;
    QList<Service> m_directory;
    QList<std::function<void()>> m_refreshers; ///< one for each menu button
};

} // namespace tocsin
