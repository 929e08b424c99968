#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

/** P2.8: a lead shows everybody that it is an exercise. */
class LiftExercisePanel : public ActPanel
{
    Q_OBJECT

public:
    LiftExercisePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
