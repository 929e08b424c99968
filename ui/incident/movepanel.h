#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

class ChoiceGroup;

/** Moves the incident to another stage (P1.6); the gate's answer stands beside the choice. */
class MovePanel : public ActPanel
{
    Q_OBJECT

public:
    MovePanel(const UiContext &ui, const IncidentDetails &details, Stage to, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    [[nodiscard]] Stage target() const;
    void updateTexts();

    ChoiceGroup *m_to;
    QPlainTextEdit *m_reason = nullptr;
    QString m_moved; ///< who moved it while this was open, and when
    Stage m_shownFrom;
};

} // namespace tocsin
