#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

class EntryPicker;

/** The first act of a rescission: the incident manager asks, with a reason and evidence (P6.5). */
class RescindPanel : public ActPanel
{
    Q_OBJECT

public:
    RescindPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 480; }

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void updateTexts();

    QPlainTextEdit *m_reason = nullptr;
    EntryPicker *m_entries;
};

} // namespace tocsin
