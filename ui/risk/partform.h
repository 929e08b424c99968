#pragma once

#include "models/domain/peoplerisk.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;

namespace tocsin {

class AttestationForm;
class FormDraft;
class Label;

/** Legal's decision on the provider's part in one data set, with its reason; on a file, who said so and how (P5.6). */
class PartForm : public QWidget
{
    Q_OBJECT

public:
    PartForm(const UiContext &ui, bool attested, QWidget *parent = nullptr);

    void setDataSet(const DataSet &set);
    [[nodiscard]] ProviderPart part() const;
    [[nodiscard]] QString reason() const;
    [[nodiscard]] Attestation legal() const;
    /** Says what is missing of who decided, or empty. */
    [[nodiscard]] QString missing() const;
    void watch(FormDraft &draft);
    void focusFirst();

private:
    Label *m_about;
    QComboBox *m_part;
    Label *m_consequence;
    QPlainTextEdit *m_reason;
    AttestationForm *m_legal = nullptr; ///< on a file alone
};

} // namespace tocsin
