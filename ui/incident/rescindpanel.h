#pragma once

#include "ui/incident/actpanel.h"

#include <optional>

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
    void readDuties();

    std::optional<std::pair<int, int>> m_duties; ///< that end, and that stay; nothing: being read
    QPlainTextEdit *m_reason = nullptr;
    EntryPicker *m_entries;
};

} // namespace tocsin
