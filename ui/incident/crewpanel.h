#pragma once

#include "models/domain/working.h"
#include "ui/incident/actpanel.h"

class QVBoxLayout;

namespace tocsin {

class ChoiceGroup;
class PersonField;

/** Gives somebody a duty in the incident; shows who had which (P1.11). */
class CrewPanel : public ActPanel
{
    Q_OBJECT

public:
    CrewPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void read();
    void showHistory(const QList<CrewChange> &history);

    QList<CrewChange> m_now;
    ChoiceGroup *m_duty;
    PersonField *m_holder;
    QPlainTextEdit *m_reason = nullptr;
    QVBoxLayout *m_history;
};

} // namespace tocsin
