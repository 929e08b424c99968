#pragma once

#include "models/domain/ids.h"
#include "ui/common/uicontext.h"

#include <QSet>
#include <QWidget>

class QCheckBox;
class QListWidget;

namespace tocsin {

class FormDraft;
class FormRow;

/** Whether an exercise is announced, and if not, who leads it: they alone see the mark (P2.8). */
class LeadPicker : public QWidget
{
    Q_OBJECT

public:
    explicit LeadPicker(const UiContext &ui, QWidget *parent = nullptr);

    void watch(FormDraft &draft);
    [[nodiscard]] bool isUnannounced() const;
    [[nodiscard]] QList<PersonId> leads() const;
    void clear();

Q_SIGNALS:
    void changed();

private:
    void read();

    UiContext m_ui;
    QCheckBox *m_unannounced;
    QListWidget *m_list;
    FormRow *m_row;
    QSet<qint64> m_chosen; ///< of the draft, until the people are read
    bool m_filled = false;
};

} // namespace tocsin
