#pragma once

#include "models/domain/scopefile.h"
#include "models/domain/transfer.h"
#include "ui/incident/actpanel.h"

class QComboBox;

namespace tocsin {

class ChoiceGroup;

/** Who is affected, from a list or a log of data flows: what matched is seen before anything is written (P9.3). */
class ScopeImportPanel : public ActPanel
{
    Q_OBJECT

public:
    ScopeImportPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

    /** Reads a file and shows what of it is known. */
    void read(const QString &path);
    [[nodiscard]] int preferredWidth() const override { return 480; }

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void build();
    void choose();
    void preview();
    void readTransfers();
    [[nodiscard]] FromProduction production() const;

    ScopeFile m_file;
    ScopeMatch m_match;
    bool m_reading = false;
    bool m_matched = false;
    Label *m_name;
    Label *m_found;
    QPlainTextEdit *m_unmatched;
    ChoiceGroup *m_production;
    QComboBox *m_transfer;
    FormRow *m_transferRow = nullptr;
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
