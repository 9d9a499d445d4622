// SPDX-License-Identifier: Apache-2.0
//
// FilterCompleter: joins the line being typed with its suggestions: asks for the values of the field at the cursor,
// fills the list, puts in what is accepted. Keys of the line come here first. Owned by FilterBar. GUI thread.
#pragma once

#include "filter/completionpopup.h"
#include "items/completionmodel.h"
#include "query/anycolumn.h"

#include <QObject>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

class QKeyEvent;

namespace rastro {

class FilterEdit;

class FilterCompleter : public QObject {
    Q_OBJECT
public:
    explicit FilterCompleter(FilterEdit& edit);

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    void setValues(const AnyColumn& column, std::vector<ValueCount> values);

    bool takeKey(const QKeyEvent& event); // true if the key was for the list
    void open();                          // shows what fits here, also where nothing is typed
    void close();
    bool isOpen() const { return m_popup->isVisible(); }
    CompletionPopup& popup() const { return *m_popup; }
    const CompletionModel& model() const { return m_model; }

signals:
    void valuesWanted(const rastro::AnyColumn& column, const QString& typed);

private:
    void takeEdit();
    void refresh();
    void wantValues();
    bool isWorthShowing() const;
    void accept(int row);

    FilterEdit& m_edit;
    CompletionModel m_model;
    CompletionPopup* m_popup;
    std::shared_ptr<const Catalog> m_catalog;
    CompletionPlace m_place;
    std::optional<AnyColumn> m_valuesOf; // whose values are known
    std::vector<ValueCount> m_values;
    std::optional<std::pair<AnyColumn, std::string>> m_wanted; // asked for last
    bool m_isAsked = false;                                    // by key, not by typing
};

} // namespace rastro
