#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

/** Opens the notification track by hand (P1.9). */
class TrackPanel : public ActPanel
{
    Q_OBJECT

public:
    TrackPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
