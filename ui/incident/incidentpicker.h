#pragma once

#include "models/domain/incident.h"
#include "ui/common/uicontext.h"

#include <QTimer>
#include <QWidget>

class QListWidget;

namespace tocsin {

class Label;
class SearchField;

/** Picks another incident by its reference or by words. */
class IncidentPicker : public QWidget
{
    Q_OBJECT

public:
    /** `except` is never offered. */
    IncidentPicker(const UiContext &ui, IncidentId except, QWidget *parent = nullptr);

    [[nodiscard]] IncidentId chosen() const { return m_chosen; }
    /** Emits nothing. */
    void setChosen(IncidentId incident);

Q_SIGNALS:
    void chosenChanged();

private:
    void search();
    void showFound(const QList<Incident> &incidents);
    void choose(IncidentId id, const QString &text);

    UiContext m_ui;
    IncidentId m_except;
    IncidentId m_chosen;
    SearchField *m_search;
    QListWidget *m_list;
    Label *m_picked;
    QTimer m_timer;
    int m_reading = 0;
};

} // namespace tocsin
