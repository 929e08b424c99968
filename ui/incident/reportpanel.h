#pragma once

#include "models/services/teamservice.h"
#include "ui/incident/actpanel.h"

namespace tocsin {

class Label;
class MarkdownView;

/** The situation report for executives: seen first, then copied or saved (P1.11). */
class ReportPanel : public ActPanel
{
    Q_OBJECT

public:
    ReportPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 560; }
    /** Asks for the file; tests put their own in its place. */
    std::function<QString(const QString &suggested)> chooseFile;

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void read();
    void copy();
    void save(ReportFormat format);

    MarkdownView *m_view;
    Label *m_leftOut;
    QPushButton *m_copy;
    QPushButton *m_text;
    QString m_markdown;
};

} // namespace tocsin
