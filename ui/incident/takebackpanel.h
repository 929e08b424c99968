#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

/** The manager takes a request for rescission back before legal has decided (P6.5). */
class TakeBackPanel : public ActPanel
{
    Q_OBJECT

public:
    TakeBackPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    QPlainTextEdit *m_words = nullptr;
};

} // namespace tocsin
