#pragma once

#include "models/domain/working.h"
#include "ui/incident/actpanel.h"

class QLineEdit;

namespace tocsin {

class DueField;
class PersonField;

/** Sets a task, or changes what it says, whose it is and until when (P1.11). */
class TaskPanel : public ActPanel
{
    Q_OBJECT

public:
    /** A task without an id is a new one. */
    TaskPanel(const UiContext &ui, const IncidentDetails &details, const Task &task, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    Task m_task;
    QLineEdit *m_what;
    PersonField *m_owner;
    DueField *m_due;
};

} // namespace tocsin
