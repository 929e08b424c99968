#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

class AttestationForm;
class Label;

/** Records by legal's decision that a duty cannot be delivered, after two different means were tried (P9.2, P13.5). */
class UndeliverablePanel : public ActPanel
{
    Q_OBJECT

public:
    UndeliverablePanel(const UiContext &ui, const IncidentDetails &details, const Obligation &obligation,
                       QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void readAttempts();
    void showAttempts();

    Obligation m_obligation;
    std::optional<QList<DeliveryAttempts>> m_attempts;
    Label *m_tried;
    QPlainTextEdit *m_words = nullptr;
    AttestationForm *m_legal;
};

} // namespace tocsin
